"""Reading and writing Word files (ISO/IEC 29500-1 WordprocessingML) as redlines.

`reading` says what the XML says, `recognition` what that means, `writing` is the way back, `proof` reads what was written.
"""
