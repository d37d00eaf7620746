"""How fast the project tags, beside what people would use instead: `make bench` writes benchmarks/README.md."""
