\\ turns: 1e7
default(realprecision, 19)
run(n) = { my(x = 0., s = 0.); for(i = 1, n, x = x + 1.; s = s + x*x % 7.); s }
{ my(start = getwalltime()); print(run(10000000)); print("seconds ", (getwalltime() - start)/1000.) }
