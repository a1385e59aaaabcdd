package import Kernel

/// A state or an event of a workflow: a Swift enum whose raw values are stored, with a name for people.
package protocol WorkflowWord: Hashable, Sendable, CaseIterable, RawRepresentable where RawValue == String {
    var title: Phrase { get }
}
