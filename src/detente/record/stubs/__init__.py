"""From confirmed statements to the skeleton of a case: issues, option stubs, red lines, open values.

Nothing is decided here that an analyst has to decide: options are stubs named after who wants or rejects
them, values stay open (as comments), and a demand is no red line until somebody gives a why. What is
doubtful, rejected or not reviewed makes no stub.
"""
