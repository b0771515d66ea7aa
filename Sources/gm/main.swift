print("gm")
