import CZip

/// The files of a ZIP archive that somebody hands in, within the limits for archives (`RecordFile.Limits`).
package final class ZipContents {
    private let archive: ZipArchive

    package init(path: String) throws(FormatProblem) { archive = try ZipArchive(path: path, limits: RecordFile.Limits()) }

    /// The names as they stand in the archive; folders end with `/`.
    package var names: [String] { archive.names }

    /// One file's bytes.
    package func bytes(of name: String) throws(FormatProblem) -> [UInt8] {
        let part = try archive.open(name)
        var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while true {
            let count = try part.fill(into: &buffer)
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }
}
