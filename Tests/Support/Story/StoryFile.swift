/// The one campaign file of the story: three campaigns, two counties, two venues (counting.md §3).
enum StoryFile {
    static let name = "golden-thread.yaml"
    static let yaml = """
        kepu: 1
        facts: []
        organisations:
          - key: prefecture-ast
            name: {zh: "地级市科协（故事）", en: "Prefecture Association (story)"}
            kind: association
            region: "610100"
            source: [S0]
          - key: campus-museum-unit
            name: {zh: "校园科技馆（故事）", en: "Campus Museum (story)"}
            kind: museum
            region: "610113"
            source: [S0]
          - key: county-b-unit
            name: {zh: "乙县科技馆（故事）", en: "County B Museum (story)"}
            kind: museum
            region: "610116"
            source: [S0]
        venues:
          - key: campus-museum
            name: {zh: "校园科技馆", en: "Campus Museum"}
            kind: campus-museum
            region: "610113"
            organisation: campus-museum-unit
            status: operating
            source: [S0]
          - key: county-b-museum
            name: {zh: "乙县科技馆", en: "County B Museum"}
            kind: museum
            region: "610116"
            organisation: county-b-unit
            status: operating
            source: [S0]
        campaigns:
          - key: national-day
            name: {zh: "全国日", en: "National Day"}
            kind: day
            year: 2024
            accent: indigo
            begin: "2024-09-14"
            end: "2024-09-20"
            summary: {zh: "故事中的上级活动。", en: "The story's parent campaign."}
            source: [S0]
          - key: city-series
            name: {zh: "城市系列活动", en: "City Series"}
            kind: series
            parent: national-day
            year: 2024
            begin: "2024-09-14"
            end: "2024-09-20"
            region: "610100"
            summary: {zh: "故事中的城市系列。", en: "The story's city series."}
            source: [S0]
          - key: bases-joint-action
            name: {zh: "基地联合行动", en: "Bases' Joint Action"}
            kind: joint-action
            parent: national-day
            year: 2024
            begin: "2024-09-14"
            end: "2024-09-20"
            summary: {zh: "故事中的联合行动。", en: "The story's joint action."}
            source: [S0]
        """
}
