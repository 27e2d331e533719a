"""A language model behind the same door: what it is asked, and what of its answer is believed.

Nothing of an answer is trusted. A proposal becomes a draft only if its words stand in the text, letter for
letter, at one place; what it says about them has to be of the right kind. An article that tells the model
what to do can change which drafts are proposed and nothing else: a reader confirms each.
"""
