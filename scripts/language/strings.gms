# Texts and formats.

name = "gm"; n = 3; l = 2/3;
"{name} has {n} parts"
#> "gm has 3 parts"
"loss {l:.4g}"
#> "loss 0.6667"
"{{braces}} and \"quotes\""
#> "{braces} and \"quotes\""
"{l:.2f} {l:8.3f} {l:.3e}"
#> "0.67    0.667 6.667e-01"
"[{n:5d}] [{n:<5d}] [{n:+d}]"
#> "[    3] [3    ] [+3]"
"[{"ab":5}] [{"ab":>5}]"
#> "[ab   ] [   ab]"
"{1 + n*2} {[1, 2]} {(1, 2.5)}"
#> "7 [1, 2] (1, 2.5)"
"{100.0:.0f} {1e-5:g} {1234567.0:g}"
#> "100 1e-05 1.23457e+06"
"{2.5:.0f} {3.5:.0f}"
#> "2 4"
"{true} {"inner"}"
#> "true inner"
print("a line"); print(1, "and", [1, 2])
#> a line
#> 1 and [1, 2]
"abc" == "abc" and "abc" < "abd"
#> true
len("αβγ")
#> 3
"tab\there"
#> "tab	here"
text(0.1)
#> "0.1"
