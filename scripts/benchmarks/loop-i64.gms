# turns: 1e7
#~ file: skip
run(n) = {
    s = 0
    for i in 1:n { s = s + mod(i*i, 7) }
    s
}
:time run(10000000)
