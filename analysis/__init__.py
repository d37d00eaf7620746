"""How the emphasis of diplomacy moves, read from the published readouts of meetings.

One way only: corpus → tags → emphasis → charts → report. Each module is one stage; it takes the
tables of the stages above it and gives back tables. `analysis.study.Study` runs the chain once.
"""
