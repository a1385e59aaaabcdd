/// A file whose records are right by themselves; references are still to be resolved.
package struct DeclarationDocument: Sendable {
    /// As given, for messages.
    package let name: String
    /// Under which the database remembers the file.
    package let key: String
    /// The top-level keys of sections in the order of the file.
    package let sections: [String]
    /// The records of sections that a room understands, in the order of the file.
    package let records: [Record]
    /// The records of sections that no room understands yet.
    package let waiting: [Waiting]
    package let facts: [Fact]
    /// The file's own `source`, if it has one.
    package let source: DeclaredValue?

    package struct Record: Sendable {
        package let section: String
        package let key: String
        package let value: DeclaredValue
        let node: DeclaredNode
        /// `campaigns[2]`
        let path: String
        let references: [DeclaredReference]
    }

    package struct Waiting: Sendable {
        package let section: String
        package let key: String
        /// On whose page it is shown.
        package let campaign: String
        package let value: DeclaredValue
        /// The lines of the file, dash and indentation included; empty where the file writes the section in one line.
        package let yaml: String
        package let place: DeclaredNode.Place
        let references: [DeclaredReference]
    }

    package struct Fact: Sendable {
        /// `M05.a`
        package let id: String
        package let value: DeclaredValue
        /// The room that is to come, where the fact waits for one.
        package var room: String? { value["waiting"]?.text }
        let references: [DeclaredReference]
    }
}
