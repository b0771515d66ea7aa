# Files: a .csv of 10^6 rows and 6 columns of normal draws with all their digits, one with a column of words; a
# gibibyte of numbers opened, and opened and summed.
#~ file: skip
times(n, f) = { for i in 1:n { f() } }
n = 1000000
x = normal_noise(n, 6);
save((a = x[:, 1], b = x[:, 2], c = x[:, 3], d = x[:, 4], e = x[:, 5], f = x[:, 6]), scratch("numbers.csv"))
load(scratch("numbers.csv"));
print("case csv numbers turns 5")
:time times(5, () -> load(scratch("numbers.csv")))
k = i64(floor(1000*uniform_noise(n)));
words = ("setosa", "versicolor", "virginica")
save((i = k, x = floor(1e4*x[:, 1])/1e4, w = [words[1 + mod(j, 3)] for j in k]), scratch("mixed.csv"))
load(scratch("mixed.csv"));
print("case csv words turns 5")
:time times(5, () -> load(scratch("mixed.csv")))
x = normal_noise(134217728);
save(x, scratch("x.npy"))
save((x = x), scratch("x.safetensors"))
x = 0;
print("case npy open turns 20")
:time times(20, () -> load(scratch("x.npy")))
print("case npy sum turns 3")
:time times(3, () -> sum(load(scratch("x.npy"))))
print("case safetensors open turns 20")
:time times(20, () -> load(scratch("x.safetensors")))
print("case safetensors sum turns 3")
:time times(3, () -> sum(load(scratch("x.safetensors")).x))
