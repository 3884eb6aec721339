"""The versions of one feature beside each other: on maps, in a table, in words; for reviewers and contributors."""
