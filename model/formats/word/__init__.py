"""Reading and writing Word files (ISO/IEC 29500-1 WordprocessingML) as redlines."""
