\\ turns: 1e4
default(realprecision, 19)
run(n) = { my(s = 0.); for(i = 1, n, s = s + solve(x = 0, 1, x*exp(x) - i/n)); s }
{ my(start = getwalltime()); print(run(10000)); print("seconds ", (getwalltime() - start)/1000.) }
