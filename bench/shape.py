"""`python -m bench.shape`: lines of code, median and longest file and function."""

from statistics import median

from tests.house.test_shape import functions, lines, sources


def main() -> None:
    """Print the figures."""
    product = [path for path in sources() if "tests" not in path.parts]
    tests = [path for path in sources() if "tests" in path.parts]
    for name, paths in (("product", product), ("tests", tests)):
        files = {path: lines(path) for path in paths if lines(path) > 1}
        sizes = dict(entry for path in paths for entry in functions(path))
        longest_file = max(files, key=lambda path: files[path])
        longest = max(sizes, key=lambda function: sizes[function])
        print(
            f"{name}: {sum(files.values()):,} lines in {len(files)} files, median file "
            f"{median(files.values()):.0f}, longest {files[longest_file]} ({longest_file.name}); "
            f"median function {median(sizes.values()):.0f}, longest {sizes[longest]} ({longest})"
        )


if __name__ == "__main__":
    main()
