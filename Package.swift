// swift-tools-version: 6.2
import PackageDescription

// One manifest, three layers. `platform` and `domain` make a target each from a name and what it stands on;
// a room may name only rooms above it in this list (design: docs/architecture.md). Access is `package`, never `public`.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What every page, statement and address goes through, and what reads pages in tests: optimised in debug builds as well, where its loops over bytes would take most of
/// the time of the tests. These targets seldom change.
let quick: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func platform(_ name: String, needs: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: needs, path: "Sources/Platform/\(name)", exclude: exclude, swiftSettings: quick)
}

/// What every room stands on.
let ground: [Target.Dependency] = [
    "Kernel", "Language", "Markup", "Storage", "Regions", "Formats", "Jobs", "Workflow", "Declaration", "Access", "Files", "Web", "API", "Outbox", "Rooms",
]

func domain(_ name: String, after rooms: [String] = [], needs: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(
        name: name, dependencies: ground + needs + rooms.map { .init(stringLiteral: $0) }, path: "Sources/Domain/\(name)",
        exclude: ["DESIGN.md"] + exclude, swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, of needs: [Target.Dependency], exclude: [String] = [], settings: [SwiftSetting] = strict) -> Target {
    .testTarget(name: name, dependencies: needs + ["TestKit"], path: "Tests/\(name)", exclude: exclude, swiftSettings: settings)
}

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")

let package = Package(
    name: "kepu",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "kepu", targets: ["Tool"]), .executable(name: "story", targets: ["StoryCommand"]), .executable(name: "torture", targets: ["Torture"]), .executable(name: "filestand", targets: ["FileStand"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // C libraries of the system, each behind one module of ours.
        system("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
        system("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
        system("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
        system("CExpat", pkgConfig: "expat", apt: "libexpat1-dev"),
        system("CQRCode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        .systemLibrary(name: "CMalloc", path: "Sources/System/CMalloc"),
        .systemLibrary(name: "CSpawn", path: "Sources/System/CSpawn"),
        system("CXlsxWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
        system("CPango", pkgConfig: "cairo", apt: "libpango1.0-dev"),
        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),

        // Platform: what every room stands on.
        platform("Kernel", exclude: ["Data"]),
        platform("Language", needs: ["Kernel"], exclude: ["Data"]),
        platform("Markup"),
        platform("Storage", needs: ["Kernel", logging, crypto]),
        platform("StorageSQLite", needs: ["Kernel", "Storage", logging, .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")]),
        platform("StoragePostgres", needs: ["Kernel", "Storage", logging, "CPostgres"]),
        platform("Regions", needs: ["Kernel", "Language", "Storage"], exclude: ["Data"]),
        platform("Formats", needs: ["Kernel", "CZip", "CExpat", "CQRCode", "CXlsxWriter", "CPango"]),
        platform("Signing", needs: ["Kernel", "Formats", crypto]),
        platform("Packs", needs: ["Kernel", "Language", "Markup", "Formats", "Signing", crypto], exclude: ["Data"]),
        platform("Jobs", needs: ["Kernel", "Storage", logging, .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")]),
        platform("Workflow", needs: ["Kernel", "Language"]),
        platform("Declaration", needs: ["Kernel", "Language", "Storage", .product(name: "Yams", package: "Yams")]),
        platform("Access", needs: ["Kernel", "Language", "Storage", "CSodium", crypto], exclude: ["Data"]),
        platform(
            "Web",
            needs: [
                "Kernel", "Language", "Markup", "Storage", "Access", "Regions", "Files", "CZlib", logging, hummingbird, crypto,
                .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),
        platform("Rehearsal", needs: ["Kernel", "Web"]),
        platform("API", needs: ["Kernel", "Language", "Formats", "Storage", "Jobs", "Access", "Web", crypto]),
        platform("Outbox", needs: ["Kernel", "Storage", "Jobs", "Access", "CCurl", crypto, logging, .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")]),
        platform("Files", needs: ["Kernel", "Storage", "Jobs", "Access", "CSpawn", crypto]),
        platform("Rooms", needs: ["Kernel", "Language", "Markup", "Storage", "Formats", "Jobs", "Workflow", "Declaration", "Access", "Files", "Web", "API", "Outbox"]),

        // Domain: the rooms. Each may know those named after it, all of them above it in this list.
        domain("People"),
        domain("Venues", after: ["People"]),
        domain("Campaigns", after: ["People", "Venues"]),
        domain("Activities", after: ["People", "Venues", "Campaigns"]),
        domain("Participation", after: ["People", "Venues", "Campaigns", "Activities"], exclude: ["Dictionary/Data"]),
        domain("Bookings", after: ["People", "Venues", "Campaigns", "Activities", "Participation"], needs: ["Signing"]),
        domain("Door", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Bookings"]),
        domain("Ballots", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Bookings"], needs: [crypto]),
        domain("Feedback", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Bookings"]),
        domain("CloudHall", after: ["People", "Venues", "Campaigns", "Activities", "Participation"]),
        domain("Figures", after: ["People", "Venues", "Campaigns", "Activities", "Participation"]),
        domain("Commendations", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Figures"]),
        domain("Calls", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Figures"], needs: ["Signing", crypto]),
        domain("Resources", after: ["People", "Venues", "Campaigns", "Activities", "Calls"], needs: ["Packs", "Signing"]),
        domain("Exhibits", after: ["People", "Venues", "Campaigns", "Activities", "Calls", "Resources"]),
        domain("Rounds", after: ["People", "Venues", "Campaigns", "Activities", "Calls", "Resources", "Exhibits"]),
        domain("Talks", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Calls", "Resources"]),
        domain("MobileFacilities", after: ["People", "Venues", "Campaigns", "Activities", "Resources"]),
        domain("JointActions", after: ["People", "Venues", "Campaigns", "Activities", "Resources"]),
        domain("Plans", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Figures", "Resources"]),
        domain("WorkingVisits", after: ["People", "Venues", "Campaigns", "Plans"]),
        domain("Screen", after: ["Venues", "Campaigns", "Activities", "Figures", "JointActions"], needs: [logging]),
        domain("Portal", after: ["People", "Venues", "Campaigns", "Activities", "Participation", "Bookings", "Door", "CloudHall", "Figures", "Calls", "Resources", "Rounds"], exclude: ["Demo/Data"]),

        // The list of rooms, and the door.
        .target(
            name: "App",
            dependencies: ground + [
                "StorageSQLite", "StoragePostgres", "People", "Venues", "Campaigns", "Activities", "Participation", "Bookings", "Door", "Ballots", "Feedback", "CloudHall",
                "Figures", "Commendations", "Calls", "Resources", "Exhibits", "Rounds", "Talks", "MobileFacilities", "JointActions", "Plans", "WorkingVisits", "Screen", "Portal", logging, .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ], path: "Sources/App", swiftSettings: strict),
        .target(
            name: "Replay", dependencies: ground + ["People", "Venues", "Campaigns", "Activities", "Participation", "Figures"], path: "Sources/Replay", swiftSettings: strict),
        .target(name: "Rehearsals", dependencies: ground + ["App", "Rehearsal", "Venues"], path: "Sources/Rehearsals", swiftSettings: strict),
        .executableTarget(
            name: "Tool",
            dependencies: ground + [
                "App", "StoragePostgres", "Ballots", "Calls", "Participation", "Portal", "Rehearsal", "Rehearsals", "Replay", "Figures", "Packs", "Signing", "CMalloc", logging, crypto, .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], path: "Sources/Tool", swiftSettings: strict),

        // Tests.
        .target(
            name: "TestKit",
            dependencies: ["Kernel", "Storage", "StorageSQLite", "StoragePostgres", "CPostgres", "Regions", "Declaration", "Access", "Web", "Rehearsal", "Rooms", logging, .product(name: "HTTPTypes", package: "swift-http-types")],
            path: "Tests/Support/TestKit", swiftSettings: quick),
        tests("AccessTests", of: ["Access", "Kernel", "Storage", "CSodium"]),
        tests("WebTests", of: ["Web", "Access", "Kernel", "Language", "Markup", "Storage", "Regions", "Rooms", logging, hummingbird, .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")]),
        tests("APITests", of: ["API", "App", "Story", "Packs", "Resources", "Exhibits", "Talks", "MobileFacilities", "JointActions", "Kernel", "Language", "Formats", "Storage", "Declaration", "Access", "Outbox", "Web", "Rooms", "Venues", "Campaigns", "Activities", "Bookings", "Calls", logging, .product(name: "HTTPTypes", package: "swift-http-types")]),
        tests("WorkflowTests", of: ["Workflow", "Kernel"]),
        tests("DeclarationTests", of: ["Declaration", "Storage", "Kernel", "Language"]),
        tests("ContentTests", of: ["App", "Kernel", "Language", "Storage", "StoragePostgres", "Regions", "Declaration", "Workflow", "Rooms", logging], exclude: ["migrations.txt"]),
        .testTarget(name: "ToolTests", dependencies: ["Tool", "TestKit", "App", "Access", "Files", "Outbox", "Kernel", "Storage", logging], path: "Tests/ToolTests", swiftSettings: strict),
        .target(
            name: "Story", dependencies: ground + ["App", "TestKit", "Activities", "Venues", logging], path: "Tests/Support/Story", swiftSettings: strict),
        .executableTarget(
            name: "StoryCommand", dependencies: ["App", "Story", "TestKit", "Storage", logging], path: "Tests/Support/StoryCommand", swiftSettings: strict),
        .executableTarget(
            name: "FileStand",
            dependencies: [
                "Kernel", "Markup", "Storage", "StorageSQLite", "Regions", "Access", "Files", "Web", logging, .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], path: "Tests/Support/FileStand", swiftSettings: strict),
        .target(
            name: "BookingHistory", dependencies: ["Kernel", "Storage", "Activities", "Bookings", "Ballots", "Participation"], path: "Tests/Support/BookingHistory", swiftSettings: strict),
        .executableTarget(
            name: "Torture",
            dependencies: ground + [
                "App", "Story", "TestKit", "BookingHistory", "Venues", "Campaigns", "Activities", "Participation", "Bookings", "Ballots", "Door", "Figures", logging,
            ], path: "Tests/Support/Torture", exclude: ["lostwrites.c", "crowd.c", "slowflush.c"], swiftSettings: strict),
        tests(
            "JourneyTests",
            of: ["App", "Story", "Rehearsals", "Replay", "Figures", "Calls", "Storage", "Kernel", "Language", "Regions", "Declaration", "Access", "Web", "Outbox", "Rooms", "Venues", "Campaigns", "Activities", "Participation", "Bookings", logging,
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ], settings: quick),
        .testTarget(name: "ArchitectureTests", path: "Tests/ArchitectureTests", swiftSettings: quick),
        tests(
            "BookingsTests",
            of: [
                "Kernel", "Language", "Storage", "Jobs", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation",
                "Bookings", "BookingHistory", "Files", logging,
            ]),
        tests(
            "DoorTests",
            of: [
                "Kernel", "Language", "Storage", "Formats", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation", "Bookings", "Door", "Jobs",
                "Outbox", "Rehearsal", logging, .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        tests("FormatsTests", of: ["Formats", "Kernel", "CZip"]),
        tests("PacksTests", of: ["Packs", "Signing", "Formats", "Kernel", "Language", "CZip", crypto]),
        tests("MarkupTests", of: ["Markup"]),
        tests("LanguageTests", of: ["Language", "Kernel"]),
        tests("KernelTests", of: ["Kernel"]),
        tests("RegionsTests", of: ["Kernel", "Storage", "Regions"]),
        tests(
            "PeopleTests",
            of: [
                "App", "Kernel", "Language", "Storage", "Access", "Outbox", "Web", "Rooms", "People", "Venues", logging,
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        tests("VenuesTests", of: ["Kernel", "Language", "Storage", "Regions", "Declaration", "Access", "Web", "Rooms", "Outbox", "People", "Venues", logging]),
        tests(
            "CampaignsTests",
            of: [
                "Kernel", "Language", "Storage", "Workflow", "Regions", "Declaration", "Access", "Files", "Outbox", "Web", "Rooms", "People", "Venues", "Campaigns",
                logging,
            ]),
        tests(
            "CallsTests",
            of: [
                "Formats", "Kernel", "Language", "Storage", "Files", "Workflow", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities",
                "Participation", "Figures", "Calls", "Outbox", "Signing", logging, crypto,
            ]),
        tests(
            "ResourcesTests",
            of: [
                "Packs", "Signing", "Jobs", "Kernel", "Language", "Storage", "Files", "Formats", "Workflow", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns",
                "Activities", "Participation", "Figures", "Calls", "Resources", "Outbox", logging,
            ]),
        tests(
            "JointActionsTests",
            of: [
                "Kernel", "Language", "Storage", "Declaration", "Access", "Web", "Rehearsal", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation", "Figures",
                "Calls", "Resources", "JointActions",
            ]),
        tests(
            "WorkingVisitsTests",
            of: [
                "Kernel", "Language", "Storage", "Declaration", "Formats", "Access", "Web", "Rooms", "Outbox", "People", "Venues", "Campaigns", "Activities", "Participation", "Figures", "Plans",
                "WorkingVisits",
            ]),
        tests(
            "ScreenTests",
            of: [
                "Kernel", "Language", "Storage", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation", "Figures",
                "Calls", "Resources", "JointActions", "Screen", hummingbird, .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests(
            "ExhibitsTests",
            of: [
                "Kernel", "Language", "Storage", "Files", "Jobs", "Workflow", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns",
                "Activities", "Participation", "Figures", "Calls", "Resources", "Exhibits", "Outbox", logging,
            ]),
        tests(
            "PlansTests",
            of: [
                "Kernel", "Language", "Storage", "Formats", "Files", "Jobs", "Workflow", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns",
                "Activities", "Participation", "Figures", "Calls", "Resources", "Plans", "Outbox", "API", logging,
            ]),
        tests(
            "RoundsTests",
            of: [
                "Kernel", "Language", "Storage", "Formats", "Files", "Workflow", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities",
                "Participation", "Figures", "Calls", "Resources", "Exhibits", "Rounds", "Outbox", logging,
            ]),
        tests(
            "TalksTests",
            of: [
                "Kernel", "Language", "Storage", "Files", "Jobs", "Formats", "Workflow", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns",
                "Activities", "Participation", "Figures", "Calls", "Resources", "Talks", "Outbox", logging,
            ]),
        tests(
            "MobileFacilitiesTests",
            of: [
                "Kernel", "Language", "Storage", "Files", "Formats", "Workflow", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns",
                "Activities", "MobileFacilities", logging,
            ]),
        tests("FilesTests", of: ["Files", "Access", "Jobs", "Kernel", "Markup", "Regions", "Storage", "Web", "Rooms", .product(name: "HTTPTypes", package: "swift-http-types"), logging]),
        tests(
            "ActivitiesTests",
            of: [
                "Kernel", "Language", "Storage", "Regions", "Formats", "Workflow", "Declaration", "Access", "Web", "API", "Outbox", "Rooms", "People", "Venues",
                "Campaigns", "Activities", "Calls", "Resources", "Participation", "Figures", "Exhibits", "Rounds", "Talks", "Plans", "WorkingVisits", logging, .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        tests(
            "FiguresTests",
            of: [
                "Kernel", "Language", "Storage", "Regions", "Declaration", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation",
                "Figures", logging, .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        tests(
            "CommendationsTests",
            of: [
                "Kernel", "Language", "Storage", "Regions", "Declaration", "Access", "Web", "Rooms", "Outbox", "People", "Venues", "Campaigns", "Activities", "Participation",
                "Figures", "Commendations", logging,
            ]),
        tests(
            "PortalTests",
            of: [
                "Kernel", "Language", "Storage", "Regions", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities",
                "Participation", "Bookings", "Door", "Ballots", "CloudHall", "Figures", "Calls", "Portal", logging,
            ]),
        tests(
            "ParticipationTests",
            of: [
                "Declaration", "Files", "Outbox", "Jobs", "Kernel", "Language", "Storage", "Workflow", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities",
                "Participation", logging,
            ]),
        tests(
            "BallotsTests",
            of: [
                "Kernel", "Language", "Storage", "Jobs", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation", "Bookings", "Ballots", "BookingHistory", logging,
            ]),
        tests("FeedbackTests", of: ["Kernel", "Language", "Storage", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation", "Bookings", "Feedback", logging]),
        tests(
            "CloudHallTests",
            of: [
                "Kernel", "Language", "Storage", "Jobs", "Access", "Web", "Rooms", "People", "Venues", "Campaigns", "Activities", "Participation", "CloudHall", logging,
            ]),
        tests("OutboxTests", of: ["Outbox", "Access", "Jobs", "Kernel", "Storage", "Web", "Rooms", "People", "Venues", logging]),
        tests("StorageTests", of: ["Storage", "StorageSQLite", "StoragePostgres", "Jobs", "Kernel", logging]),
    ]
)
