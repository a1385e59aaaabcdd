import Kernel

/// What stands behind a claim: a text, a file, or both.
package struct Evidence: Sendable, Hashable {
    package struct File: Sendable, Hashable {
        package let name: String
        package let mediaType: String
        package let bytes: [UInt8]
        package init(name: String, mediaType: String, bytes: [UInt8]) { (self.name, self.mediaType, self.bytes) = (name, mediaType, bytes) }
    }

    package var text: String
    package var file: File?
    /// Whether the public may see it.
    package var isPublic: Bool

    package init(text: String = "", file: File? = nil, isPublic: Bool = false) { (self.text, self.file, self.isPublic) = (text, file, isPublic) }

    /// 10 MB.
    package static let mostBytes = 10 << 20

    var isEmpty: Bool { text.isEmpty && file == nil }

    func check() throws(Refusal) {
        if let file, file.bytes.count > Self.mostBytes {
            throw Refusal(.tooLarge, "evidence-too-large", "附件不能超过 10 MB，请压缩后再传。", "The file may be 10 MB at most; make it smaller and try again.", field: "evidence")
        }
        if let file, file.bytes.isEmpty {
            throw Refusal(.invalid, "evidence-empty", "附件是空文件，请重新选择。", "The file is empty; choose another.", field: "evidence")
        }
    }
}
