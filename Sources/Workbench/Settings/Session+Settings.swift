extension Session {
  /// The names of all settings, in the order of `:set`.
  public static var settingNames: [String] { Setting.all.map(\.name) }

  /// The variable of the environment that sets a setting: `GM_DIGITS`.
  public static func variable(ofSetting name: String) -> String? { Setting.named(name)?.variable }

  /// The present value of a setting, or nil where there is none of that name.
  public func setting(_ name: String) -> String? { Setting.named(name)?.show(self) }

  /// Gives a setting a value; the result says in words what is wrong with it, nil where nothing is.
  public func configure(_ name: String, _ value: String) -> String? {
    guard let setting = Setting.named(name) else {
      return
        "there is no setting \(name); there are \(Session.settingNames.joined(separator: ", "))"
    }
    return setting.set(self, value) ? nil : "\(name) is \(setting.legal)"
  }

  /// Starts the draws again from a seed.
  public func reseed(_ seed: Int) { randomness.reseed(seed) }

  /// The columns of the page that the user asked for; nil where it has those of the terminal.
  public var chosenWidth: Int? { preferences["width"].flatMap { Int($0) } }

  /// The widths that a page may have.
  static let widths = 20...500

  /// Lets the page be as wide as the terminal, unless the user has set its width.
  public func follow(columns count: Int) {
    columns = min(max(count, Session.widths.lowerBound), Session.widths.upperBound)
    if preferences["width"] == nil, output.style.width != columns { output.restyle(width: columns) }
  }
}
