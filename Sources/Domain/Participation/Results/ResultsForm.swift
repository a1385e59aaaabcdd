import Activities
import Files
import Kernel
import Rooms
import Web

/// The form of a session's results, and what is read from it.
enum ResultsForm {
    static let ways: [FormField.Choice] = [
        .init("count", Phrase("逐一清点", "Counted one by one")), .init("estimate", Phrase("目测或公式估算", "Estimated by eye or by a formula")),
        .init("strips", HeadCountSample.Kind.strips.title), .init("moments", HeadCountSample.Kind.moments.title),
    ]
    static let photoFields = ["photo_1", "photo_2", "photo_3", "photo_4"]

    static let onSite = Form(
        [number(Indicators.visits, Phrase("到现场参加一次计一人次。不知道就留空，没有人来填 0。用抽样时留空，由系统算出。", "One attendance is one visit. Blank where unknown, 0 where nobody came. Leave it blank where you sampled: it is computed."))]
            + [FormField("way", "怎样数的", "How they were counted", .choice(ways))]
            + [
                number(Indicators.schoolVisits, Phrase("其中由学校组织来的师生；其余为公众。", "Of them, pupils and teachers who came with their school; the rest is the public.")),
                number(Indicators.schoolTimes),
            ])

    static let sample = Form(
        FormField("sample_counts", "各次计数", "The counts", .text(max: 2_000), hint: Phrase("用空格分开，例如：12 15 9", "With spaces between them, such as 12 15 9")),
        FormField("sample_parts", "分区抽样：一共等分为几块", "By strips: how many strips in all", .integer(1...HeadCountSample.mostParts)),
        FormField("sample_open", "分时抽样：开放多少分钟", "By moments: open for how many minutes", .integer(1...1_440)),
        FormField("sample_stay", "分时抽样：平均停留多少分钟", "By moments: how many minutes one stayed", .integer(1...1_440)))

    static let online = Form(
        [FormField("platform", "哪个平台", "Which platform", .text(max: 80))] + ResultsDraft.online.map { number($0) }
            + [FormField("watched_seconds", "有效观看：满多少秒", "Watched long enough: so many seconds", .integer(1...86_400))])

    static let effort = Form(ResultsDraft.effort.map { number($0) })

    static let words = Form(
        FormField("summary", "活动小结", "In a few words", .longText(max: 1_000)),
        FormField(
            "comment", "说明", "Your remark", .longText(max: 400),
            hint: Phrase("数字与名额、预约、实测不符或不同寻常时必填：说明原因。", "Needed where a number is unusual beside places, bookings or what was measured: say why.")))

    static let proof = Form(
        [
            FormField("evidence_text", "证据说明", "Evidence in words", .longText(max: 500), hint: Phrase("例如：签到表，三页，馆长签字。", "Such as: attendance sheet, three pages, signed.")),
            FormField("evidence", "证据附件", "Evidence as a file", .file(accept: ".pdf,.jpg,.jpeg,.png,.csv,.xlsx,.txt"), hint: Phrase("最大 10 MB", "10 MB at most")),
        ]
            + photoFields.enumerated().map { place, name in
                FormField(name, "照片 \(place + 1)", "Photograph \(place + 1)", .file(accept: Picture.accept), hint: place == 0 ? Phrase("每张最大 5 MB；拍摄地点等信息会被去掉。", "5 MB each at most; place and device are taken out.") : nil)
            }
            + [FormField("evidence_public", "证据和照片可以公开（认不出个人）", "The public may see evidence and photographs (nobody can be recognised)", .checkbox)])

    static let form = onSite + sample + online + effort + words + proof

    /// The field of an indicator.
    static func field(of key: String) -> String { key.replacing("-", with: "_") }

    private static func number(_ indicator: Indicator, _ hint: Phrase? = nil) -> FormField {
        FormField(
            field(of: indicator.key), "\(indicator.title.zh)（\(indicator.unit.zh)）", "\(indicator.title.en) (\(indicator.unit.en))", .integer(0...ClaimDraft.most), hint: hint)
    }

    /// Nil where a field could not be read; what is missing for a sample is a remark.
    static func draft(_ reading: inout FormReading, _ activity: ID<Activity>, _ session: ID<ActivitySession>) -> ResultsDraft? {
        guard reading.isGood else { return nil }
        var draft = ResultsDraft(activity: activity, session: session)
        for indicator in ResultsDraft.all { draft.values[indicator.key] = reading.integer(field(of: indicator.key)) }
        let way = reading.text("way")
        draft.isEstimated = way == "estimate"
        if let kind = HeadCountSample.Kind(rawValue: way) {
            guard let counts = HeadCountSample.counts(reading.text("sample_counts")) else {
                reading.remark("sample_counts", Phrase("请填写各次计数，用空格分开，例如：12 15 9。", "Give the counts with spaces between them, such as 12 15 9."))
                return nil
            }
            draft.sample = HeadCountSample(
                kind, counts, parts: reading.integer("sample_parts") ?? 0, open: reading.integer("sample_open") ?? 0, stay: reading.integer("sample_stay") ?? 0)
        }
        (draft.platform, draft.watchedSeconds) = (reading.text("platform"), reading.integer("watched_seconds"))
        (draft.summary, draft.comment) = (reading.text("summary"), reading.text("comment"))
        draft.showsPhotos = reading.isChecked("evidence_public")
        let evidence = Evidence(text: reading.text("evidence_text"), file: ClaimForm.file(reading), isPublic: draft.showsPhotos)
        draft.evidence = evidence.isEmpty ? nil : evidence
        return draft
    }
}
