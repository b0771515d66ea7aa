\\ turns: 1
fib(n) = if(n < 2, n, fib(n - 1) + fib(n - 2))
{ my(start = getwalltime()); print(fib(25)); print("seconds ", (getwalltime() - start)/1000.) }
