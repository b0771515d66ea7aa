"""Every elementwise function, alone and composed: value, first and second derivative at points."""

from . import Program

SUMMARY = "elementwise functions, alone and composed"
EVIDENCE = """each agrees with mpmath
# at 50 digits, and mpmath's number stands where JAX loses digits (logistic, softplus, tanh far out)"""

# formula in x -> the points; the far ones sit where a naive rule loses digits or overflows
TABLE = [
    ("exp(x)", "-3.5 0.0 2.25"),
    ("expm1(x)", "-1.5 1e-10 0.75"),
    ("log(x)", "1e-8 0.5 12.5"),
    ("log1p(x)", "-0.75 1e-12 3.0"),
    ("sqrt(x)", "1e-6 0.3 40.0"),
    ("sin(x)", "-2.0 0.4 100.0"),
    ("cos(x)", "-2.0 0.4 100.0"),
    ("tan(x)", "-1.2 0.4 1.5"),
    ("asin(x)", "-0.6 0.2 0.999"),
    ("acos(x)", "-0.6 0.2 0.999"),
    ("atan(x)", "-3.0 0.2 250.0"),
    ("sinh(x)", "-2.0 1e-5 5.0"),
    ("cosh(x)", "-2.0 1e-5 5.0"),
    ("tanh(x)", "-1.1 0.3 6.0"),
    ("asinh(x)", "-4.0 0.1 1e6"),
    ("acosh(x)", "1.001 1.5 1e6"),
    ("atanh(x)", "-0.8 0.1 0.999"),
    ("abs(x)^3", "-1.3 0.7"),
    ("x*abs(x)", "-1.3 0.7"),
    ("x^3", "-1.5 2.0"),
    ("x^2.5", "0.01 1.7"),
    ("x^-2", "-0.5 3.0"),
    ("2^x", "-1.5 0.0 3.25"),
    ("x^x", "0.2 1.0 2.5"),
    ("1/x", "-0.25 7.0"),
    ("logistic(x)", "-40.0 0.3 20.0"),
    ("softplus(x)", "-40.0 0.3 20.0 800.0"),
    ("erf(x)", "-1.4 0.0 2.5"),
    ("erfc(x)", "-1.4 0.5 5.0"),
    ("lgamma(x)", "0.1 1.5 30.0"),
    ("digamma(x)", "0.1 1.5 30.0"),
    ("besseli(0, x)", "-1.5 0.3 6.0"),
    ("besseli(1, x)", "-1.5 0.3 6.0"),
    ("atan2(x, 2.0)", "-3.0 0.5"),
    ("atan2(0.5, x)", "-3.0 0.25"),
    ("x*floor(x)", "-1.5 2.25"),
    ("sign(x)*x^2", "-0.5 1.25"),
    ("log(1 + exp(x^2))*sin(x)", "-1.1 0.7 2.0"),
    ("exp(-x^2/2)/sqrt(2*π)", "-1.0 0.0 4.0"),
    ("x*logistic(x)", "-5.0 0.2 3.0"),
    ("x*tanh(softplus(x))", "-2.0 0.9"),
    ("0.5*x*(1 + erf(x/sqrt(2)))", "-1.5 0.6"),
    ("-log(1 + exp(-x))", "-3.0 0.0 2.0"),
    ("log(1 - exp(-x))", "0.2 3.0"),
    ("sqrt(1 + x^2) - x", "-2.0 0.5"),
    ("sin(cos(tan(x)))", "0.3 1.1"),
    ("exp(sin(x))/(1 + x^2)", "-0.9 1.9"),
    ("log(log(x))", "1.5 10.0"),
    ("atan(exp(x))*cosh(x)", "-0.5 1.3"),
    ("exp(lgamma(x + 1) - 2*lgamma(x/2 + 1))", "0.5 3.5"),
    ("erf(x)/(2*x) - exp(-x^2)/sqrt(π)", "0.4 1.6"),
    ("log(besseli(0, x)) - x^2/4", "0.5 2.5"),
    ("x^5 - 4*x^3 + 2*x - 1", "-1.0 0.5"),
    ("(x - 1)/(x^2 + x + 1)", "-2.0 0.3"),
]


def program(formula, points):
    """One function with its value and two derivatives at each point."""
    claims = "\n".join(f"f{primes}({p})" for p in points.split() for primes in ("", "'", "''"))
    return Program(formula, f"f(x) = {formula}", claims, exact=True)


PROGRAMS = [program(formula, points) for formula, points in TABLE] + [
    Program("The prime of a built-in function, and higher primes",
            "f(x) = exp(2*x)*sin(3*x)",
            "exp'(1.5)\nlog'(0.25)\ntanh''(0.3)\nsin'''(0.7)\nlgamma'(2.5)\nf'''(0.4)\nf''''(0.4)",
            exact=True),
    Program("Derivatives inside formulas",
            "f(x) = x^3*exp(-x)\ng(x) = f'(x)^2 + f(f'(x))\nh(y) = y*g'(y)",
            "g(0.8)\ng'(0.8)\nh(0.8)\nh'(0.8)", exact=True),
]
