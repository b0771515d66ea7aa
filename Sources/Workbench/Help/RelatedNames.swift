/// Names that a reader of one of them may look for: what `see` lists.
enum RelatedNames {
  /// The names that are near one, in the order of the groups.
  static func near(_ name: String) -> [String] {
    var near: [String] = []
    for group in groups where group.contains(name) {
      near += group.filter { $0 != name && !near.contains($0) }
    }
    return near
  }

  /// Groups of names; each is near the others of its group.
  static let groups: [[String]] =
    (numbers + tensors + calculus + learning + probability + dynamics + language).map { text in
      text.split(separator: " ").map(String.init)
    } + [["log p", "log_evidence", "posterior", "factors"]]

  private static let numbers = [
    "exp expm1 log log1p logsumexp", "sin asin cos acos tan atan atan2",
    "sinh cosh tanh asinh acosh atanh",
    "floor ceil round quo mod", "abs sign", "sqrt ^", "sigmoid softplus logit log_sigmoid",
    "erf erfc erfinv log_erfc", "lgamma digamma trigamma polygamma gammainc gammaincc betainc",
    "besseli0 besseli1 besseli besselie", "real imag conj complex c128", "isnan isfinite nan inf",
    "f64 f32 i64 bool c128", "+ * @ ^", "== ≈ isclose", "and or not any all where",
  ]

  private static let tensors = [
    "sum prod cumsum cumprod mean", "mean var std cov", "max min argmax argmin sort",
    "sort argsort reverse",
    "zeros ones full eye", "linspace :", "diag trace eye I", "shape size len ndims",
    "reshape flatten transpose",
    "flatten unflatten", "concat stack", "where filter", "eig eigh svd qr cholesky spectrum",
    "inv solve lstsq det logdet", "@ dot outer kron", "norm ‖", "expm eig", "rank svd",
    "get put has fields",
    "fields leaves map_leaves static", "map vmap for", "text print \"", "type kind shape",
    "% ans result",
  ]

  private static let calculus = [
    "grad jacobian hessian value_and_grad ∇[θ]", "div laplacian", "jvp vjp", "' prime grad",
    "partial grad", "stop istraced", "vmap map", "iterate for while",
    "root newton fixed_point equilibria",
    "minimizer maximizer argmin argmax", "quad gauss_legendre", "ode flow iterate", "degree derive",
  ]

  private static let learning = [
    "sgd momentum nesterov", "adam adamw rmsprop", "clip_norm clip_value", "ema averaged debiased",
    "natural_gradient fisher", "sgd adam train",
    "constant linear cosine warmup_cosine exponential_decay step_decay",
    "train resume step training", "relu leaky_relu elu selu", "silu gelu mish softplus",
    "hard_tanh hard_sigmoid",
    "softmax log_softmax logsumexp", "identity relu", "soft_sign hard_tanh",
    "dense mlp chain residual",
    "layer_norm rms_norm", "dropout inference", "embedding fourier_features sinusoidal",
    "parameter_count leaves summary",
    "lecun_normal lecun_uniform he_normal he_uniform xavier_normal xavier_uniform orthogonal",
    "xavier_normal glorot_normal", "xavier_uniform glorot_uniform",
    "two_moons swiss_roll spirals rings checkerboard pinwheel",
    "gaussians8 gaussians25", "digits iris wine features classes bundled",
    "standardise split shuffle batches one_hot",
  ]

  private static let probability = [
    "Normal StudentT Laplace LogNormal HalfNormal", "Uniform Beta Dirichlet",
    "Gamma InverseGamma Exponential Wishart",
    "Bernoulli Categorical Binomial", "Poisson Geometric Binomial",
    "DiscreteUniform Empirical Categorical",
    "Mixture KDE", "Transformed LogNormal", "log_density density sample",
    "entropy KL cross_entropy",
    "natural expectation_parameters sufficient_statistics log_partition",
    "from_natural from_expectation",
    "fisher natural", "support log_density", "~ sample E", "E estimate value se tail_index",
    "seed frozen",
    "normal_noise uniform_noise gamma_noise log_gamma_noise poisson_noise ~",
    "unreparameterised stop",
    "gauss_hermite gauss_legendre gauss_laguerre gauss_jacobi",
    "reals positives unit integers simplex spd functions increasing derive",
  ]

  private static let dynamics = [
    "game nonsaturating field loss nonsaturating_loss", "logistic wasserstein least_squares game",
    "simultaneous alternating extragradient", "heavy_ball alternating_heavy_ball ogda",
    "heun rk4 ode",
    "cgd sga consensus", "R1 R2 gradient_penalty lazy_R1 penalized ode_gan",
    "noisy sampled_noise noisy_loss",
    "lookahead repeated after", "unrolled clipped", "duality_gap verdict", "J spectrum rho",
    "stability_edges stable_steps", "flow period invariant_drift", "verdict rho stable_steps",
  ]

  private static let language = [
    "if while for", "break next", "return if", "-> |> '", "check derive explain", "timeit explain",
    "use .", "; #",
    "( ) [ ] { }",
    "none I", "error check", "exit error", "true and",
  ]
}
