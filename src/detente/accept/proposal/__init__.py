"""What a mediator could put on the table next, given a draft: three kinds of proposals, each exact.

* :mod:`~detente.accept.proposal.negotiating_text`: the undominated improvements on the draft in a few
  changes;
* :mod:`~detente.accept.proposal.objections`: the smallest change after which a party, or everybody, has no
  objection left;
* :mod:`~detente.accept.proposal.logrolls`: exchanges of two issues from which two parties gain.

:func:`~detente.accept.proposal.propose.propose` puts them together.
"""
