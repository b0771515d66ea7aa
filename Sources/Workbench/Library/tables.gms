# Bundled data sets, as records of columns: x with a row of numbers for each case, y with its class.
# data[i] is case i, `for case in data` walks them, train(m, (m, c) -> ..., data) draws batches of them.
# names: digits, iris, wine, features, classes

# 1797 handwritten digits as images of 8×8: x in 0..16 by rows, y the digit, 0 to 9.
# Alpaydin and Kaynak 1998, Optical Recognition of Handwritten Digits (the test set), UCI Machine
# Learning Repository, doi 10.24432/C50P49, CC BY 4.0.
# example: use data; d = digits(); (shape(d.x), max(d.x))
# -> ((1797, 64), 16.0)
digits() = columns("digits")

# 150 iris flowers of three species: x the length and width of sepal and petal in cm, y the species, 1 to 3.
# Fisher 1936, The use of multiple measurements in taxonomic problems (measured by Anderson); UCI
# Machine Learning Repository, doi 10.24432/C56C76, CC BY 4.0.
# example: use data; shape(iris().x)
# -> (150, 4)
iris() = columns("iris")

# 178 wines of one region from three cultivars: x thirteen measurements, y the cultivar, 1 to 3.
# Forina et al. 1988, PARVUS; Aeberhard and Forina 1992, UCI Machine Learning Repository, doi
# 10.24432/C5PC7J, CC BY 4.0.
# example: use data; shape(wine().x)
# -> (178, 13)
wine() = columns("wine")

# The last column of a table is its class.
columns(name) = {
  T = bundled(name)
  (x = T[:, 1:end-1], y = i64(T[:, end]))
}

# The names of the columns of x, a tuple of texts: features("iris").
# name: "digits", "iris" or "wine"
# example: use data; features("iris")[1]
# -> "sepal length (cm)"
features(name) = if name == "digits" {
  ["row {quo(k - 1, 8) + 1}, column {mod(k - 1, 8) + 1}" for k in 1:64]
} else if name == "iris" {
  ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)")
} else if name == "wine" {
  ("alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols", "flavanoids",
    "nonflavanoid phenols", "proanthocyanins", "color intensity", "hue", "OD280/OD315 of diluted wines", "proline")
} else {
  unknown("features", name)
}

# The names of the classes, a tuple of texts: classes("iris")[y].
# name: "digits", "iris" or "wine"
# example: use data; classes("iris")[iris().y[150]]
# -> "virginica"
classes(name) = if name == "iris" {
  ("setosa", "versicolor", "virginica")
} else if name == "wine" {
  ("cultivar 1", "cultivar 2", "cultivar 3")
} else if name == "digits" {
  ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
} else {
  unknown("classes", name)
}

unknown(asked, name) = error("{asked}: there is no table {text(name)}; the tables are digits, iris, wine", "name")
