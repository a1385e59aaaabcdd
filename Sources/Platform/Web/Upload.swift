/// A file that came with a form.
package struct Upload: Sendable {
    package let field: String
    package let fileName: String
    package let mediaType: String
    package let bytes: [UInt8]
}

/// What a form posted: its fields and its files.
package struct Posted: Sendable {
    package var fields: Query
    package var uploads: [Upload]
    /// What a program sent, or a script to an address that takes bytes, as it is; nothing where a form was sent.
    package var body: [UInt8] = []

    package static let nothing = Posted(fields: Query(), uploads: [])
}
