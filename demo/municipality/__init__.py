"""The synthetic municipality "Oberzentrum Dreiwasser": one seeded generator for data and projects.

Run `python -m demo.municipality --size small --output build/demo/source` from the repository root.
"""
