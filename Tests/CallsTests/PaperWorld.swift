import Kernel
import Storage
import TestKit

@testable import Calls

// Here, because the testing library has an `Attachment` too.
extension CallWorld {
    static var mostFiles: Int { Attachment.mostFiles }
    static var mostBytes: Int { Attachment.mostBytes }

    func attachments(_ id: ID<Application>) async throws -> [Attachment] { try await database.read { tx in try tx.attachments(of: id) } }

    func files() async throws -> Int64? { try await database.read { tx in try tx.number("SELECT COUNT(*) FROM files_file") } }
}
