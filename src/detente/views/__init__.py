"""Views: a result as a chart, a table or a sentence. Pure: nothing is read or written."""
