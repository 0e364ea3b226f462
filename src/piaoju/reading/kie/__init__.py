"""Fourth stage, a toolkit: text lines to fields. Runs of glyphs, printed labels, form registration, columns, readings.

Document types (`piaoju.doctypes`) declare their forms and compose these tools; nothing here knows a type.
"""
