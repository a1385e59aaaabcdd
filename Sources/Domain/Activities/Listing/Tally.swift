import Formats
import Synchronization

/// A count that is kept while a body is made.
final class Tally: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
}

/// A file that is read to its end once. It is opened at once and may lose its name then.
final class FileShelf: Sendable {
    private let reader: Mutex<TemporaryFileReader>
    init(path: String) throws { reader = Mutex(try TemporaryFileReader(path: path)) }
    func next() throws -> [UInt8]? { try reader.withLock { try $0.next() } }
}
