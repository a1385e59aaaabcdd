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
            "CQRCode": "Sources/Platform/Formats", "CZlib": "Sources/Platform/Web", "CXlsxWriter": "Sources/Platform/Formats",
            "CPango": "Sources/Platform/Formats", "CCurl": "Sources/Platform/Outbox", "NIOCore": "Sources/Platform/Web", "NIOEmbedded": "Sources/Platform/Web",
            "HTTPTypes": "Sources/Platform/Web", "GRDBSQLite": "Sources/Platform/StorageSQLite", "ArgumentParser": "Sources/Tool", "Yams": "Sources/Platform/Declaration", "CYaml": "Sources/Platform/Declaration",
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

    /// The list here, the folders, and the manifest say the same.
    @Test func theListOfRoomsIsThatOfTheManifest() throws {
        let manifest = try SourceTree.text("Package.swift")
        #expect(manifest.matches(of: /\n        domain\("([A-Za-z]+)"/).map { String($0.1) } == SourceTree.rooms)
        #expect(try SourceTree.folders("Sources/Domain") == SourceTree.rooms.sorted())
    }

    /// A table is named only where it is made; others call verbs or read `view_…`.
    @Test func tablesAreNamedOnlyAtHome() throws {
        var homes: [String: String] = [:]
        let files = try SourceTree.swift("Sources")
        for file in files {
            for match in file.text.matches(of: /CREATE TABLE ([a-z_]+)/) { homes[String(match.1)] = file.folder }
        }
        #expect(homes.count > 50)
        // The core's migrations make the queue, which is the affair of Jobs.
        homes["job"] = "Sources/Platform/Jobs"
        // A text index is a table of each engine's own.
        homes["text_"] = nil
        for file in files {
            for match in file.text.matches(of: /\b(?:FROM|JOIN|INTO|UPDATE) ([a-z_]+)/) {
                guard let home = homes[String(match.1)] else { continue }
                #expect(file.folder.hasPrefix(home), "\(file.path) names \(match.1), a table of \(home)")
            }
        }
    }

    /// A table carries its room's prefix, a view its room's too, and `docs/architecture.md` names both.
    @Test func everyTableCarriesItsRoomsNameAndIsInTheContract() throws {
        let contract = try SourceTree.text("docs/architecture.md")
        for room in SourceTree.rooms {
            let prefix = room == "MobileFacilities" ? "mobile" : room.lowercased()
            for file in try SourceTree.swift("Sources/Domain/\(room)") {
                for match in file.text.matches(of: /CREATE (?:TABLE|VIEW) ([a-z_]+)/) {
                    let name = String(match.1)
                    #expect(name.hasPrefix(prefix + "_") || name.hasPrefix("view_" + prefix + "_"), "\(file.path): \(name)")
                    let isNamed = contract.contains("`\(name)`") || contract.contains("`\(name) (") || name.hasPrefix("activities_import") || name == "activities_word"
                    #expect(isNamed, "\(name) is not in docs/architecture.md")
                }
            }
        }
    }
}
