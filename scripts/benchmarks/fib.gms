# turns: 1
#~ file: skip
fib(n) = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
:time fib(25)
