import Access
import Files
import Kernel
import Language
import Packs
import Storage
import Web

/// Packs: put together and built at the desk, fetched by everybody whom their licences allow it.
enum PackRoutes {
    static func desk(_ id: ID<Resource>) -> String { "/desk/resources/\(id.text)/pack" }

    static let routes: [Route] = [
        .get("/resources/{id}/pack", .anyone, filters: []) { visit in
            let (id, identity) = (try packID(visit), visit.identity)
            let (archive, file) = try await visit.database.read { tx in try tx.handedOut(id, to: identity) }
            return try await send(file, named: "\(id.text.lowercased())-\(archive.label).\(Pack.ending)", of: archive, visit)
        },
        .get("/resources/{id}/pack/from/{version}", .anyone, filters: []) { visit in
            let (id, identity) = (try packID(visit), visit.identity)
            guard let from = Int(visit.parameter("version")), from > 0 else { throw Refusal.noUpdate }
            let (archive, file) = try await visit.database.read { tx in
                let (archive, _) = try tx.handedOut(id, to: identity)
                guard let update = try tx.updates(of: id, to: archive.label).first(where: { $0.from == from }), let file = try tx.shelvedFile(update.digest) else {
                    throw Refusal.noUpdate
                }
                return (archive, file)
            }
            return try await send(file, named: "\(id.text.lowercased())-\(from)-to-\(archive.label).delta.zip", of: archive, visit)
        },
        .get("/desk/resources/{id}/pack", .permitted(Resources.see), filters: ["q"]) { visit in try await page(visit).answer(visit) },
        .get("/desk/resources/{id}/pack/archive", .permitted(Resources.see), filters: []) { visit in
            let (identity, id) = (try visit.signedIn(), try packID(visit))
            let (archive, file) = try await visit.database.read { tx in
                let resource = try tx.deskResource(id, for: identity)
                guard let archive = try tx.archive(of: id, version: resource.newest), let file = try tx.shelvedFile(archive.digest) else { throw Refusal.notFound(Resource.noun) }
                return (archive, file)
            }
            return try await Answer.file(file, named: "\(id.text.lowercased())-\(archive.label).\(Pack.ending)", to: visit)
        },
        .post("/desk/resources/{id}/pack/contents", .permitted(Resources.offer)) { visit in
            try await change(visit, Phrase("已放入。", "It is in the pack.")) { tx, id, identity in
                guard let item = ID<Resource>(visit.posted.fields["item"] ?? "") else { throw Refusal.notFound(PackContent.noun) }
                try tx.addContent(item, to: id, by: identity)
            }
        },
        .post("/desk/resources/{id}/pack/contents/{item}/removal", .permitted(Resources.offer)) { visit in
            let item: ID<Resource> = try visit.id("item", of: PackContent.noun)
            return try await change(visit, Phrase("已移出。", "It was taken out.")) { tx, id, identity in try tx.removeContent(item, of: id, by: identity) }
        },
        .post("/desk/resources/{id}/pack/contents/{item}/place", .permitted(Resources.offer)) { visit in
            let item: ID<Resource> = try visit.id("item", of: PackContent.noun)
            guard let way = visit.posted.fields["to"], way == "up" || way == "down" else {
                throw Refusal(.invalid, "content-place", "只能上移或下移。请用页面上的按钮。", "A content is moved up or down. Use the buttons of the page.", field: "to")
            }
            return try await change(visit, Phrase("次序已调整。", "The order was changed.")) { tx, id, identity in
                try tx.moveContent(item, of: id, up: way == "up", by: identity)
            }
        },
        .post("/desk/resources/{id}/pack/build", .permitted(Resources.offer)) { visit in
            let (identity, id, origin) = (try visit.signedIn(), try packID(visit), visit.origin)
            do {
                let isAsked = try await visit.database.write { tx in try tx.askToBuild(id, origin: origin, by: identity) }
                return visit.see(
                    desk(id) + "#build",
                    saying: isAsked
                        ? Phrase("开始打包，完成后本页会显示。", "The pack is being built; this page shows when it is done.")
                        : Phrase("内容没有变化，沿用已打好的包。", "Nothing has changed; the archive that is there stays as it is."))
            } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { return try await page(visit, refusal) }
        },
    ]

    private static func packID(_ visit: Visit) throws -> ID<Resource> { try visit.id("id", of: Resource.noun) }

    private static func page(_ visit: Visit) async throws -> PackDeskPage {
        let (identity, id, words) = (try visit.signedIn(), try packID(visit), visit.query["q"] ?? "")
        return try await visit.database.read { tx in try PackDeskPage(id, for: identity, words: words, in: tx) }
    }

    private static func page(_ visit: Visit, _ problem: Refusal) async throws -> Answer {
        var page = try await page(visit)
        page.problem = problem
        return page.answer(visit)
    }

    /// Makes a change of a draft's contents in one transaction; what a rule has against it is shown above them.
    private static func change(_ visit: Visit, _ says: Phrase, _ unit: @escaping @Sendable (Transaction, ID<Resource>, Identity) throws -> Void) async throws -> Answer {
        let (identity, id) = (try visit.signedIn(), try packID(visit))
        do {
            try await visit.database.write { tx in try unit(tx, id, identity) }
            return visit.see(desk(id) + "#contents", saying: says)
        } catch let refusal as Refusal where refusal.kind == .invalid || refusal.kind == .conflict { return try await page(visit, refusal) }
    }

    /// Sends it with ranges, and counts a fetch for the unit of whoever asks.
    private static func send(_ file: ShelvedFile, named name: String, of archive: PackArchive, _ visit: Visit) async throws -> Answer {
        let answer = try await Answer.file(file, named: name, to: visit)
        if answer.status == 200 || answer.status == 206, !visit.isHead, DownloadCount.begins(visit.header("range")) {
            let unit = visit.identity?.ownUnit
            try await visit.database.write { tx in try tx.countDownload(of: archive.packID, version: archive.number, unit: unit) }
        }
        return answer
    }
}

extension Transaction {
    /// The archive that is in the catalogue, for somebody whom its licences allow it. Refuses one that is stopped, with the reason.
    fileprivate func handedOut(_ id: ID<Resource>, to identity: Identity?) throws -> (PackArchive, ShelvedFile) {
        guard let resource = try resource(id), let listed = resource.listed, let version = try version(listed, of: id), let archive = try archive(of: id, version: listed),
            let file = try shelvedFile(archive.digest)
        else { throw Refusal.notFound(Resource.noun) }
        if try isStopped(archive) { throw Refusal.packStopped }
        guard version.content.licence.lets(identity), !archive.isForUnits || identity?.mayAnywhere(Resources.use) == true else {
            throw Refusal(.forbidden, "pack-for-units", "这个资源包仅限参加单位使用。请先登录单位账号。", "This pack is for the units that take part. Sign in as one of them first.")
        }
        return (archive, file)
    }
}

extension Refusal {
    fileprivate static let noUpdate = Refusal(
        .notFound, "no-update", "没有从这个版本更新的文件。请下载完整的资源包；中断后可以接着下。",
        "There is no update from that version. Fetch the whole pack; a download that was cut goes on where it stopped.")
}
