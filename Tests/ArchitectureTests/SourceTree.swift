import Foundation

/// The project's own source, read as text.
enum SourceTree {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    struct File: Sendable {
        /// From the root: `Sources/Domain/Venues/Venue.swift`.
        let path: String
        let text: String
        /// The target that it belongs to: `Sources/Domain/Venues`, `Sources/App`.
        var folder: String {
            let steps = path.split(separator: "/").dropLast()
            return steps.prefix(steps.count > 1 && ["Domain", "Platform", "Support"].contains(steps[1]) ? 3 : 2).joined(separator: "/")
        }
        /// Whether the text stands in it, letter by letter: asked before a regular expression, which takes a thousand times as long.
        func says(_ words: String) -> Bool { text.utf8.count >= words.utf8.count && text.range(of: words, options: .literal) != nil }
        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        /// The modules that it imports.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else { return nil }
                guard place == 0 || ["package", "public", "internal", "private"].contains(words[0]) else { return nil }
                return String(words[place + 1])
            }
        }
    }

    static func text(_ path: String) throws -> String { try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8) }

    /// The names of the folders in a folder, sorted.
    static func folders(_ path: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(at: root.appendingPathComponent(path), includingPropertiesForKeys: [.isDirectoryKey])
        return try names.filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }.map(\.lastPathComponent).sorted()
    }

    /// All Swift files below a folder.
    static func swift(_ folder: String) throws -> [File] { try files(folder, ending: ".swift") }

    static func files(_ folder: String, ending: String) throws -> [File] {
        let base = root.appendingPathComponent(folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(ending) }.sorted()
        return try names.map { File(path: folder + "/" + $0, text: try String(contentsOf: base.appendingPathComponent($0), encoding: .utf8)) }
    }

    /// The rooms, in the order in which each may know those before it.
    static let rooms = ["People", "Venues", "Campaigns", "Activities", "Participation", "Bookings", "Door", "Ballots", "Feedback", "CloudHall", "Figures", "Commendations", "Calls", "Resources", "Exhibits", "Rounds", "Talks", "MobileFacilities", "JointActions", "Plans", "WorkingVisits", "Screen", "Portal"]
}
