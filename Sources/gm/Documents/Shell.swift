/// A shell whose command line `gm` can be completed on.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// What the shell reads to complete the options of `gm` and of `gm test`, their values, and scripts.
  var script: String {
    switch self {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private var bash: String {
    """
    # Completes gm in bash.
    _gm() {
      local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
      local options='\(Shell.words(CommandOption.ofGm))'
      [[ ${COMP_WORDS[1]} == test ]] && options='\(Shell.words(CommandOption.ofTest))'
      case $before in
    \(Shell.choices { "    \($0)) COMPREPLY=($(compgen -W '\($1)' -- \"$word\")); return ;;" })
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
      else
        COMPREPLY=($(compgen -f -- "$word"))
        ((COMP_CWORD > 1)) || COMPREPLY+=($(compgen -W test -- "$word"))
      fi
    }
    complete -o filenames -F _gm gm
    """
  }

  private var zsh: String {
    """
    #compdef gm
    # Completes gm in zsh.
    _gm() {
      local -a options
      if [[ ${words[2]} == test ]]; then
        options=(
    \(Shell.zshRows(CommandOption.ofTest))
        )
      else
        options=(
    \(Shell.zshRows(CommandOption.ofGm))
        )
      fi
      _arguments -s "${options[@]}" '*: :_files'
    }
    if [[ ${funcstack[1]} == _gm ]]; then _gm "$@"; else compdef _gm gm; fi
    """
  }

  private var fish: String {
    let rows = [(CommandOption.ofGm, "not"), (CommandOption.ofTest, "")].flatMap {
      options, negation in
      options.filter { !$0.names.isEmpty }.map { option in
        let names = option.names.map {
          $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())"
        }
        let value =
          option.value == nil
          ? "" : option.values.isEmpty ? " -r" : " -x -a '\(option.values.joined(separator: " "))'"
        let condition = "\(negation) __fish_seen_subcommand_from test".trimmingPrefix(" ")
        return
          "complete -c gm -n '\(condition)' \(names.joined(separator: " "))\(value) -d '\(Shell.quoted(option.meaning))'"
      }
    }
    return
      ([
        "# Completes gm in fish.",
        "complete -c gm -n '__fish_is_first_arg' -a test -d 'Run scripts as tests'",
      ]
      + rows).joined(separator: "\n")
  }

  private static func words(_ options: [CommandOption]) -> String {
    options.flatMap(\.names).joined(separator: " ")
  }

  /// Lines for the options that have few values.
  private static func choices(_ line: (String, String) -> String) -> String {
    (CommandOption.ofGm + CommandOption.ofTest).filter { !$0.values.isEmpty }
      .map { line($0.names.joined(separator: "|"), $0.values.joined(separator: " ")) }
      .joined(separator: "\n")
  }

  private static func zshRows(_ options: [CommandOption]) -> String {
    options.flatMap { option in
      option.names.map { name in
        let meaning = quoted(option.meaning).replacing("[", with: "\\[").replacing("]", with: "\\]")
          .replacing(":", with: "\\:")
        let value =
          option.value.map {
            option.values.isEmpty
              ? ":\($0):_files" : ":\($0):(\(option.values.joined(separator: " ")))"
          }
        return "      '\(name)[\(meaning)]\(value ?? "")'"
      }
    }.joined(separator: "\n")
  }

  /// Text inside single quotes, in all three shells.
  private static func quoted(_ text: String) -> String { text.replacing("'", with: "’") }
}
