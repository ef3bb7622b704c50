import { expect, test } from "vitest";
import { sameProgram } from "../../src/python/same-program";
import { pythonSyntaxProblem } from "../../src/python/syntax";

const PROGRAM = `"""A module."""
import torch

def f(a, b=1):
    "what it does"
    x = (a + b) * 2  # a comment
    return x, 1

if __name__ == "__main__": f(1)
`;

test.each([
  [
    "comments and blank lines",
    PROGRAM.replace("  # a comment", "").replace("import torch\n", "# first\nimport torch\n\n\n"),
  ],
  [
    "docstrings",
    PROGRAM.replace('    "what it does"\n', '    """Something else.\n\n    Longer.\n    """\n').replace(
      '"""A module."""\n',
      "",
    ),
  ],
  ["redundant brackets", PROGRAM.replace("(a + b) * 2", "((a + b) * (2))")],
  ["blanks within a line", PROGRAM.replace("(a + b) * 2", "( a+b )*2")],
  ["quotes", PROGRAM.replace('"__main__"', "'__main__'")],
  ["lines broken within brackets, and a comma at the end", PROGRAM.replace("f(a, b=1)", "f(\n    a,\n    b=1,\n)")],
  ["a line broken by a backslash", PROGRAM.replace("return x, 1", "return x, \\\n        1")],
  ["statements on one line or two", PROGRAM.replace('"__main__": f(1)', '"__main__":\n  f(1)')],
  ["the width of the indentation and tabs", PROGRAM.replace(/ {4}/g, "\t")],
  ["semicolons", PROGRAM.replace("    return x, 1", "    return x, 1;")],
  ["ends of line", PROGRAM.replaceAll("\n", "\r\n")],
])("%s do not make another program", (_, other) => {
  expect(sameProgram(PROGRAM, other)).toBe(true);
});

test.each([
  ["a number", PROGRAM.replace("b=1", "b=2")],
  ["brackets that matter", PROGRAM.replace("(a + b) * 2", "a + b * 2")],
  ["an operator", PROGRAM.replace("a + b", "a - b")],
  ["a string", PROGRAM.replace("__main__", "__other__")],
  ["the order of statements", PROGRAM.replace("import torch\n", "").concat("import torch\n")],
  ["indentation that moves a statement out", PROGRAM.replace("    return x, 1", "return_ = x, 1")],
  ["a decorator", PROGRAM.replace("def f", "@torch.no_grad()\ndef f")],
  ["an import's name", PROGRAM.replace("import torch", "import torch as t")],
  ["a keyword argument", PROGRAM.replace("f(1)", "f(b=1)")],
  ["a program that does not parse", PROGRAM.replace("return x, 1", "return (x, 1")],
])("%s makes another program", (_, other) => {
  expect(sameProgram(PROGRAM, other)).toBe(false);
});

test.each([
  ["x = (1)", "x = (1,)", false],
  ["x = (1, 2)", "x = (1, 2,)", true],
  ["y = a < b < c", "y = (a < b) < c", false],
  ["y = (a < b) and c", "y = a < b and c", true],
  ["y = not (a in b)", "y = (not a) in b", false],
  ["x = 'it\\'s'", 'x = "it\'s"', true],
  ["x = r'\\d'", "x = '\\d'", false],
  ["x = b'a'", "x = 'a'", false],
  ["x = u'a'", "x = 'a'", true],
  ["x = f'{a}'", 'x = f"{a}"', true],
  ["x = f'{a}'", "x = f'{b}'", false],
  ["x = f'{a}'", "x = '{a}'", false],
  ["'''a\nb'''; x = 1", "x = 1", true],
  ["x = '''a\nb'''", "x = 'a\\nb'", true],
  ["x = 'a  b'", "x = 'a b'", false],
  ["if a:\n  x()\n  y()", "if a:\n  x()\ny()", false],
  ["lambda: (yield)", "lambda: 0", false],
  ["x = -(1 ** 2)", "x = (-1) ** 2", false],
  ["f(*(a))", "f(*a)", true],
  ["x[1,]", "x[1]", false],
])("%j and %j: %j", (before, after, same) => {
  expect(sameProgram(before, after)).toBe(same);
});

test("a program that does not parse has its first bad line named", () => {
  expect(pythonSyntaxProblem(PROGRAM)).toBeUndefined();
  expect(pythonSyntaxProblem("x = 1\nfor x in y\n    pass\n")).toMatchObject({ line: 2 });
  expect(pythonSyntaxProblem("x = 1\ny = f(a b)\n")).toEqual({ line: 2, message: "This does not parse: y = f(a b)" });
  expect(pythonSyntaxProblem("x = '''a\n")?.line).toBe(2);
  expect(
    pythonSyntaxProblem("match x:\n  case [1, *_]: pass\ntype A = int\nasync def f[T](x: T): ...\n"),
  ).toBeUndefined();
});
