import Access
import Files
import Kernel
import Language
import Packs
import Storage
import Venues
import Web

/// The files of a resource: handed in at the desk, fetched by everybody whom the licence allows it.
enum FileRoutes {
    static let routes: [Route] = uploads.routes + [FilePreview.route] + [
        .get("/resources/{id}/files/{file}", .anyone, filters: []) { visit in try await fetch(visit) },
        .post("/desk/resources/{id}/files", .permitted(Resources.offer), bodyLimit: UploadLimits.formBody) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
            do {
                _ = try await visit.database.read { tx in try tx.requireDraft(of: id, by: identity) }
                guard let handed = try await visit.handedIn("file") else {
                    throw Refusal(.invalid, "file-missing", "请先选择一个文件。", "Choose a file first.", field: "file")
                }
                let label = String((visit.posted.fields["label"] ?? "").prefix(200))
                try await visit.database.write { tx in try tx.addFile(handed, label: label, to: id, by: identity) }
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict {
                var page = try await visit.database.read { tx in try ResourceDeskPage(id, for: identity, in: tx) }
                page.problem = refusal
                return page.answer(visit)
            }
            return visit.see("/desk/resources/\(id.text)#files", saying: Phrase("文件已加入。", "The file is in it."))
        },
        .post("/desk/resources/{id}/files/{file}/removal", .permitted(Resources.offer)) { visit in
            let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
            let file: ID<ResourceFile> = try visit.id("file", of: ResourceFile.noun)
            try await visit.database.write { tx in try tx.removeFile(file, of: id, by: identity) }
            return visit.see("/desk/resources/\(id.text)#files", saying: Phrase("文件已移出。", "The file was taken out."))
        },
    ]

    static let uploads = UploadPlace("/desk/resources/{id}/uploads", .permitted(Resources.offer)) { visit, tx in
        let (identity, id) = (try visit.signedIn(), try visit.id("id", of: Resource.noun, Resource.self))
        _ = try tx.requireDraft(of: id, by: identity)
        return ResourceFile.purpose(of: id)
    }

    private enum Found {
        case file(HeldFile, version: Int)
        case gone(ResourceVersion)
        case forbidden(Licence)
    }

    /// What is listed goes to everybody, where its licence allows copying; anything else to those who see it at the desk or vet it.
    private static func fetch(_ visit: Visit) async throws -> Answer {
        let id: ID<Resource> = try visit.id("id", of: Resource.noun)
        let fileID: ID<ResourceFile> = try visit.id("file", of: ResourceFile.noun)
        let identity = visit.identity
        let found = try await visit.database.read { tx -> Found? in
            guard let resource = try tx.resource(id), let held = try tx.file(fileID, of: id) else { return nil }
            if let listed = resource.listed, held.file.isIn(listed), let version = try tx.version(listed, of: id) {
                if version.content.licence.lets(identity) { return .file(held, version: listed) }
                guard let identity, try tx.mayLook(identity, at: resource) else { return .forbidden(version.content.licence) }
                return .file(held, version: 0)
            }
            if let identity, try tx.mayLook(identity, at: resource) { return .file(held, version: 0) }
            return try tx.withdrawnVersion(of: id).flatMap { held.file.isIn($0.number) ? .gone($0) : nil }
        }
        switch found {
        case nil: throw Refusal.notFound(ResourceFile.noun)
        case .gone(let version): return ResourcePage.gone(version, visit)
        case .forbidden(let licence):
            throw Refusal(
                .forbidden, "resource-licence", "它的许可是“\(licence.name.zh)”，不能下载。请与提供单位联系。",
                "Its licence is “\(licence.name.en)”; it is not handed out here. Ask the unit that offers it.")
        case .file(let held, let version):
            let answer = try await Answer.file(held.shelved, named: held.file.name, as: .inline, to: visit)
            if version > 0, answer.status == 200 || answer.status == 206, !visit.isHead, DownloadCount.begins(visit.header("range")) {
                let unit = identity?.ownUnit
                try await visit.database.write { tx in try tx.countDownload(of: id, version: version, unit: unit) }
            }
            return answer
        }
    }
}

extension ResourceFile {
    func isIn(_ version: Int) -> Bool { firstVersion <= version && (lastVersion ?? .max) >= version }
}

extension Transaction {
    /// Whoever sees it at the desk, and the experts who were asked about it.
    func mayLook(_ identity: Identity, at resource: Resource) throws -> Bool {
        if identity.may(Resources.see, within: try resourceScopes(resource)) { return true }
        guard let expert = try expertID(of: identity.account.id) else { return false }
        return try number("SELECT COUNT(*) FROM resources_vetting WHERE resource_id = \(resource.id) AND expert_id = \(expert)") ?? 0 > 0
    }
}
