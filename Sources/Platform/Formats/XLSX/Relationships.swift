import Kernel

/// Which part of a workbook points to which: the `.rels` files.
final class Relationships: XMLHandler {
    struct Target {
        let id: String
        let type: String
        let part: String
    }

    private(set) var targets: [Target] = []
    private let folder: String

    /// Reads the relations of `part` (empty: of the archive itself); none when it has no such file.
    static func of(_ part: String, in archive: ZipArchive) throws(FormatProblem) -> Relationships {
        let steps = part.split(separator: "/").map(String.init)
        let folder = steps.dropLast().map { $0 + "/" }.joined()
        let relations = Relationships(folder: folder)
        let file = "\(folder)_rels/\(steps.last ?? "").rels"
        if archive.has(file) { try XMLPump(archive.open(file), relations).run() }
        return relations
    }

    private init(folder: String) { self.folder = folder }

    /// The first part whose relation's type ends in this word.
    func part(_ type: String) -> String? { targets.first { $0.type.hasSuffix("/" + type) }?.part }

    func start(_ name: UnsafePointer<CChar>, _ attributes: XMLAttributes) throws(FormatProblem) {
        guard name.says("Relationship"), let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"] else { return }
        guard targets.count < 10_000 else { throw .damagedArchive }
        targets.append(Target(id: id, type: type, part: resolve(target)))
    }

    func end(_ name: UnsafePointer<CChar>) {}
    func text(_ bytes: UnsafeRawBufferPointer) {}

    /// A target from the root (`/xl/…`) or from the folder of the part, with `..` taken up.
    private func resolve(_ target: String) -> String {
        var steps: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        return steps.joined(separator: "/")
    }
}
