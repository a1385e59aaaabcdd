import Testing

/// Who may know whom.
@Suite struct BorderTests {
    @Test func aRoomImportsOnlyRoomsBeforeIt() throws {
        for (place, room) in SourceTree.rooms.enumerated() {
            let later = Set(SourceTree.rooms[(place + 1)...])
            for file in try SourceTree.swift("Sources/Domain/\(room)") {
                #expect(later.isDisjoint(with: file.imports), "\(file.path) knows a later room")
            }
        }
    }

    @Test func vendorsHaveOneImporterEach() throws {
        let owners = [
            "Hummingbird": "Sources/Platform/Web", "GRDB": "Sources/Platform/StorageSQLite", "CPostgres": "Sources/Platform/StoragePostgres",
            "CSodium": "Sources/Platform/Access", "CZip": "Sources/Platform/Formats", "CExpat": "Sources/Platform/Formats",
            "CQRCode": "Sources/Platform/Formats", "Yams": "Sources/Platform/Declaration", "CYaml": "Sources/Platform/Declaration",
        ]
        for file in try SourceTree.swift("Sources") {
            for name in file.imports {
                guard let owner = owners[name] else { continue }
                #expect(file.path.hasPrefix(owner + "/"), "\(file.path) imports \(name)")
            }
        }
    }

    @Test func platformKnowsNoRoom() throws {
        for file in try SourceTree.swift("Sources/Platform") {
            #expect(Set(SourceTree.rooms).isDisjoint(with: file.imports), "\(file.path) knows a room")
        }
    }

    /// A table is named only in the folder of the room whose prefix it carries; others read `view_…`.
    @Test func tablesAreNamedOnlyAtHome() throws {
        let prefixes = SourceTree.rooms.map { $0.lowercased() }.filter { $0 != "people" && $0 != "portal" }
        for room in SourceTree.rooms {
            for file in try SourceTree.swift("Sources/Domain/\(room)") {
                for prefix in prefixes where prefix != room.lowercased() {
                    for verb in ["FROM ", "JOIN ", "INTO ", "UPDATE "] {
                        #expect(!file.text.contains(verb + prefix + "_"), "\(file.path) names a table of \(prefix)")
                    }
                }
            }
        }
    }
}
