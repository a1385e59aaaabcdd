import Foundation

/// Where calls of the system that wait for a disk are made: on threads of their own, never on those of the cooperative pool.
enum ShelfWork {
    /// Pieces of downloads and uploads: short.
    static let pieces = queue("kepu.shelf.pieces", at: 8)
    /// Whole files: hashing, copying, checking. Few at once, so that pieces have the disk too.
    static let whole = queue("kepu.shelf.whole", at: 2)

    /// Whoever waits for a part that another holds.
    static let waiting = queue("kepu.shelf.waiting", at: 16)

    private static func queue(_ name: String, at most: Int) -> OperationQueue {
        let queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = most
        return queue
    }

    static func run<R: Sendable>(_ queue: OperationQueue, _ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try work() }) }
        }
    }
}
