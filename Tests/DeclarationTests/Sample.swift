/// A file that uses everything, and the ways in which tests change it.
enum Sample {
    static let full = """
        kepu: 1
        # A comment that nobody keeps.
        facts:
          - id: M05.a
            fact: {zh: "系列活动", en: "A series"}
            typed: [campaigns/day-2023, campaigns/day-2023#blocks/main]
            source: [S0]
          - id: M02.b
            fact: {zh: "公示", en: "A notice"}
            waiting: Calls
            declared: [notices/first]
            source: [S0, R13]
        venues:
          - key: hall
            name: {zh: "市科技馆", en: "City hall of science"}
            region: "610100"
            parent: hub
            latitude: 34.27
            opened: "2019-05"
            free: true
            opens: "09:00"
            site: https://example.org/a?b=c
            tags: [robots, "no", "010"]
            source: [S1, R112]
          - {key: hub, name: {zh: "枢纽", en: "Hub"}, source: [S1]}
        campaigns:
          - key: day-2023
            name: {zh: "2023年科普日", en: "Science Day 2023"}
            edition: 20
            year: 2023
            begin: "2023-09-17"
            end: "2023-09-23"
            venue: hall
            zone: Asia/Shanghai
            blocks:
              - key: main
                name: {zh: "主场", en: "Main event"}
              - {key: joint, name: {zh: "联合行动", en: "Joint action"}}
            sessions:
              - {key: opening, begin: "2023-09-17T09:00", end: "2023-09-17T11:30", capacity: 300}
              - {begin: "2023-09-18T09:00", end: "2023-09-18T17:00"}
            themes:
              - {key: stars, month: "2023-03"}
            news:
              - {key: opened, day: "2023-09-17", title: {zh: "开幕", en: "Opened"}, source: [S1]}
            labels: {b: two, a: one}
            source: [S1]
          - key: city
            name: {zh: "全市活动", en: "In the city"}
            parent: day-2023
            year: 2023
            begin: "2023-09-01"
            end: "2023-12-31"
            precision: month
            placed:
              - {campaign: day-2023, block: joint}
            source: [S0]

        notices:
          # How long it lasts.
          - key: first
            name: {zh: "首批公示", en: "First notice"}
            campaign: day-2023
            begin: "2022-12-26"
            working_days: 5
            rules:
              - {key: real-name, text: {zh: "实名", en: "In a real name"}, source: [R13]}
            source: [S0]   # the notice itself

          - key: second
            title: {zh: "第二批", en: "Second"}
            campaign: city
            code: 010
            source: [S0]
        # What follows is about schemes.
        schemes:
          - {key: base, name: {zh: "示范基地", en: "Base"}, campaign: day-2023, source: [S0]}

        """

    /// One campaign, to be changed by tests.
    static func campaign(_ lines: String = "", key: String = "day", begin: String = "\"2023-09-17\"") -> String {
        """
        kepu: 1
        campaigns:
          - key: \(key)
            name: {zh: "科普日", en: "Science Day"}
            year: 2023
            begin: \(begin)
            end: "2023-09-23"
            source: [S1]
        \(lines.isEmpty ? "" : lines.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n") + "\n")
        """
    }

    static func venue(_ key: String, _ more: String = "") -> String {
        "  - {key: \(key), name: {zh: \"馆\", en: \"Hall\"}\(more.isEmpty ? "" : ", " + more), source: [S1]}\n"
    }
}
