"""Amending another party's proposal: begun (`layers`), its layers decided whole (`layers`) or change by change
(`their_changes`)."""
