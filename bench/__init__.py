"""What Detente costs in seconds and megabytes, alone and beside a peer. A program, not part of the library.

The parent process (``python -m bench``) measures nothing itself: each figure comes from a process of its own,
so that nothing is warm that is called cold and no memory is counted twice. It stays small on purpose, with
the standard library only, as Linux lets a child's peak memory begin at its parent's.
"""
