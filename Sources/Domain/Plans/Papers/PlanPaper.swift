import Dispatch
import Kernel
import Language
import Web

/// Papers of plans are drawn on a thread of their own.
enum PlanPaper {
    static func answer(named name: String, _ drawn: @escaping @Sendable () throws -> [UInt8]) async throws -> Answer {
        let bytes = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try drawn() }) }
        }
        return Answer(mediaType: "application/pdf", body: bytes, headers: [("content-disposition", "inline; filename=\"\(name).pdf\"")])
    }
}
