"""The Table of Frequency Allocations, read out of the cells of a redline, and its rules. Nothing about it is stored."""
