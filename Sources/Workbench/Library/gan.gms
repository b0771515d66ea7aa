# The Dirac-GAN and its relatives.
