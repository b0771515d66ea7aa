import Language

/// The way from the root of a tree to one of its nodes: at each node the number of the child, from 0.
struct NodePath: Hashable, Comparable {
  /// The children to enter.
  var steps: [Int] = []

  /// The path of the child of this number.
  func child(_ number: Int) -> NodePath { NodePath(steps: steps + [number]) }

  /// The path without its last step; of the root nil.
  var parent: NodePath? { steps.isEmpty ? nil : NodePath(steps: steps.dropLast()) }

  static func < (left: NodePath, right: NodePath) -> Bool {
    left.steps.lexicographicallyPrecedes(right.steps)
  }
}

extension Expression {
  /// The node at a path, or nil where the tree ends before it.
  subscript(path: NodePath) -> Expression? {
    var node = self
    for step in path.steps {
      let children = node.children
      guard children.indices.contains(step) else { return nil }
      node = children[step]
    }
    return node
  }

  /// The tree with another node at a path.
  func replacing(_ path: NodePath, by node: Expression) -> Expression {
    replacing(path.steps[...], by: node)
  }

  private func replacing(_ steps: ArraySlice<Int>, by node: Expression) -> Expression {
    guard let step = steps.first else { return node }
    var number = -1
    return mappingChildren { child in
      number += 1
      return number == step ? child.replacing(steps.dropFirst(), by: node) : child
    }
  }
}
