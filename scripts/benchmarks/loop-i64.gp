\\ turns: 1e7
run(n) = { my(s = 0); for(i = 1, n, s = s + i*i % 7); s }
{ my(start = getwalltime()); print(run(10000000)); print("seconds ", (getwalltime() - start)/1000.) }
