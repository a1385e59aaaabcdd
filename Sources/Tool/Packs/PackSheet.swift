import Declaration
import Foundation
import Kernel
import Packs

/// `pack.yaml`: what goes into a pack, as people write it.
struct PackSheet {
    static let name = "pack.yaml"
    let draft: PackDraft

    /// - Parameter path: the file, or the folder that holds it and the contents.
    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let sheet = isThere && isFolder.boolValue ? path + "/" + Self.name : path
        if isThere, isFolder.boolValue, !FileManager.default.fileExists(atPath: sheet) {
            throw Refusal(
                .invalid, "no-pack-sheet", "文件夹 \(path) 里没有 \(Self.name)。先用 kepu pack draft \(path) 生成一份，填好再打包。",
                "The folder \(path) has no \(Self.name). Make one with kepu pack draft \(path), fill it in, then build.")
        }
        let folder = (sheet as NSString).deletingLastPathComponent
        try self.init(try FileBytes.read(sheet, limit: DeclaredFile.Limit.bytes), name: sheet, folder: folder.isEmpty ? "." : folder)
    }

    private init(_ bytes: [UInt8], name: String, folder: String) throws {
        let section = Section(
            "packs", order: 0, noun: Phrase("资源包", "pack"), shape: Self.shape, apply: { _, _, _ in }, current: { _, _ in nil }, hasRecords: { _, _ in false },
            withdraw: { _, _, _ in })
        let document = try Declarations(sections: [section], checks: DeclarationChecks { _ in false }).read(bytes, name: name)
        guard document.records.count == 1, let value = document.records.first?.value else {
            throw DeclarationProblems([
                DeclarationProblem(
                    "one-pack", file: name, line: 1, column: 1, field: "packs", found: Phrase("\(document.records.count) 个资源包", "\(document.records.count) packs"),
                    expected: Phrase("恰好一个", "exactly one"))
            ])
        }
        draft = try Self.draft(DeclaredRecord(value), folder: folder)
    }

    private static func draft(_ record: DeclaredRecord, folder: String) throws -> PackDraft {
        let issuer = try record.record("issuer")
        var draft = PackDraft(
            id: record.key, version: try record.text("version"), title: try record.wording("title"), issuer: try issuer.wording("name"), published: try record.day("published"), items: [])
        draft.summary = try record.wordingOrNil("summary")
        draft.issuerAddress = try issuer.textOrNil("url")
        draft.campaign = try record.recordOrNil("campaign").map { PackManifest.Named(key: $0.key, name: try $0.wording("name")) }
        draft.theme = try record.wordingOrNil("theme")
        let valid = try record.recordOrNil("valid")
        (draft.validFrom, draft.validUntil) = (try valid?.dayOrNil("from"), try valid?.dayOrNil("until"))
        draft.ages = try ages(record)
        draft.groups = try (record.value["groups"]?.elements ?? []).map { DeclaredRecord($0) }.map { PackManifest.Named(key: $0.key, name: try $0.wording("name")) }
        let stated = (record.value["files"]?.elements ?? []).map { DeclaredRecord($0) }
        let paths = stated.isEmpty ? PackFolder.files(folder) : try stated.map { try $0.text("path") }
        for (index, path) in paths.enumerated() {
            let own = stated.isEmpty ? nil : stated[index]
            let name = path.split(separator: "/").last.map(String.init) ?? path
            var item = PackItem(
                path: try PackPath.cleaned(path), source: .file(path: try PackFolder.inside(folder, path)), title: try own?.wordingOrNil("title") ?? Phrase(same: name),
                licence: try own?.textOrNil("licence") ?? record.textOrNil("licence"), attribution: try own?.textOrNil("attribution") ?? record.textOrNil("attribution"))
            item.group = try own?.textOrNil("group")
            item.type = try own?.textOrNil("type")
            item.ages = try own.flatMap { try ages($0) }
            draft.items.append(item)
        }
        return draft
    }

    private static func ages(_ record: DeclaredRecord) throws -> PackAges? {
        guard let ages = try record.recordOrNil("ages") else { return nil }
        guard let right = PackAges(from: try ages.integer("from"), until: try ages.integerOrNil("until")) else {
            throw Refusal(.invalid, "ages", "年龄范围不对：起始年龄应不大于结束年龄。", "The ages are wrong: the first must not be above the last.")
        }
        return right
    }
}

extension PackSheet {
    private static let named = Shape(.key, .required("name", .wording(max: 200)))
    private static let ages = Field.optional(
        "ages", .record(Shape(.required("from", .integer(0...120)), .optional("until", .integer(0...120)))), about: Phrase("适用年龄", "For which ages"))
    private static let terms: [Field] = [.optional("licence", .text(max: 100)), .optional("attribution", .text(max: 2_000))]

    static let shape = Shape(
        fields: [
            .key, .required("version", .text(max: 40)), .required("title", .wording(max: 200)), .optional("summary", .wording(paragraphs: true)),
            .required("issuer", .record(Shape(.required("name", .wording(max: 200)), .optional("url", .webAddress)))), .optional("campaign", .record(named)),
            .optional("theme", .wording(max: 200)), .optional("valid", .record(Shape(.optional("from", .day), .optional("until", .day)))), ages, .required("published", .day),
        ] + terms + [
            .optional("groups", .records(named)),
            .optional(
                "files",
                .list(
                    of: .record(
                        Shape(
                            fields: [.required("path", .text(max: 500)), .optional("title", .wording(max: 300)), .optional("group", .key), .optional("type", .text(max: 100)), ages]
                                + terms)), by: ["path"])),
        ])
}
