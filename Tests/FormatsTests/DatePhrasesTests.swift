import Kernel
import Testing

@testable import Formats

@Suite struct DatePhrasesTests {
    /// `2017-10-14T10:00+7200/2017-10-14T18:00+7200`; whole days as `2017-10-14/2017-10-15 days`.
    private func told(_ text: String, year: Int? = nil, dayFirst: Bool = false) -> [String] {
        do throws(FormatProblem) {
            return try DatePhrases.read(text, defaultYear: year, dayFirst: dayFirst).map { span in
                if span.isWholeDays { return "\(span.begin.local.day.iso)/\(span.end?.local.day.iso ?? "") days" }
                func one(_ moment: DatePhrases.Moment) -> String {
                    "\(moment.local.day.iso)T\(moment.local.clock)" + (moment.offset.map { "+\($0)" } ?? "")
                }
                return one(span.begin) + (span.end.map { "/" + one($0) } ?? "") + (span.isNextDayAssumed ? " assumed" : "")
            }
        } catch {
            return [error.code.rawValue]
        }
    }

    @Test(arguments: [
        ("samedi 14 octobre 2017 - 10h00 à 18h00", ["2017-10-14T10:00/2017-10-14T18:00"]),
        (
            "jeudi 12 octobre 2017 - 09h30 à 16h30\nvendredi 13 octobre 2017 - 09h30 à 16h30",
            ["2017-10-12T09:30/2017-10-12T16:30", "2017-10-13T09:30/2017-10-13T16:30"]
        ),
        ("Samedi 14 octobre 2017, 10h00", ["2017-10-14T10:00"]), ("Samedi 14 octobre 2017, 10h00, 14h00", ["2017-10-14T10:00", "2017-10-14T14:00"]),
        ("12 - 14 octobre 2017", ["2017-10-12/2017-10-15 days"]),
        ("13 et 14 octobre 2017", ["2017-10-13/2017-10-14 days", "2017-10-14/2017-10-15 days"]),
        ("du 30 septembre au 1er octobre 2017", ["2017-09-30/2017-10-02 days"]),
        ("6, 7 et 10-12 octobre 2017", ["2017-10-06/2017-10-07 days", "2017-10-07/2017-10-08 days", "2017-10-10/2017-10-13 days"]),
        (
            "Dimanche 1er octobre 2017 de 10 h 30 à midi et de 14h à 18 heures",
            ["2017-10-01T10:30/2017-10-01T12:00", "2017-10-01T14:00/2017-10-01T18:00"]
        ),
        ("13 et 14 octobre 2017 de 10h à 18h", ["2017-10-13T10:00/2017-10-13T18:00", "2017-10-14T10:00/2017-10-14T18:00"]),
        ("du 12 octobre à 10h au 14 octobre 2017 à 18h", ["2017-10-12T10:00/2017-10-14T18:00"]),
        ("samedi 7 octobre 2017 - 18h00 à 00h00", ["2017-10-07T18:00/2017-10-08T00:00"]), ("14/10/2017", ["2017-10-14/2017-10-15 days"]),
        ("tous les jours du 13 au 14 octobre 2017, 9h-17h", ["2017-10-13T09:00/2017-10-13T17:00", "2017-10-14T09:00/2017-10-14T17:00"]),
    ])
    func readsFrench(_ text: String, _ spans: [String]) { #expect(told(text) == spans) }

    @Test(arguments: [
        ("2023年9月16日 9:00-17:00", ["2023-09-16T09:00/2023-09-16T17:00"]), ("２０２３年９月１６日（周六）９：００～１７：００", ["2023-09-16T09:00/2023-09-16T17:00"]),
        ("9月16日至24日", ["2024-09-16/2024-09-25 days"]), ("9月16-24日", ["2024-09-16/2024-09-25 days"]),
        ("2023年9月16日—10月1日", ["2023-09-16/2023-10-02 days"]),
        ("2023年9月16日、17日", ["2023-09-16/2023-09-17 days", "2023-09-17/2023-09-18 days"]), ("9月16日上午9点半到11点", ["2024-09-16T09:30/2024-09-16T11:00"]),
        ("9月16日下午2:00-4:00", ["2024-09-16T14:00/2024-09-16T16:00"]), ("9月16日 下午2时至17时30分", ["2024-09-16T14:00/2024-09-16T17:30"]),
        ("9月16日晚7点到9点", ["2024-09-16T19:00/2024-09-16T21:00"]), ("9月16日9:00至17日17:00", ["2024-09-16T09:00/2024-09-17T17:00"]),
        ("9月16日至17日 每天9:00-17:00", ["2024-09-16T09:00/2024-09-16T17:00", "2024-09-17T09:00/2024-09-17T17:00"]),
        ("9月16日 9:00-11:00，14:00-16:00", ["2024-09-16T09:00/2024-09-16T11:00", "2024-09-16T14:00/2024-09-16T16:00"]),
        ("北京时间2023年9月16日9:00", ["2023-09-16T09:00+28800"]), ("9月16日；9月17日", ["2024-09-16/2024-09-17 days", "2024-09-17/2024-09-18 days"]),
        ("9月16日18:00-24:00", ["2024-09-16T18:00/2024-09-17T00:00"]), ("2023年9月16日 星期六", ["2023-09-16/2023-09-17 days"]),
    ])
    func readsChinese(_ text: String, _ spans: [String]) { #expect(told(text, year: 2024) == spans) }

    @Test(arguments: [
        ("Sat 16 Sep 2023, 09:00–17:00", ["2023-09-16T09:00/2023-09-16T17:00"]), ("Saturday, September 16, 2023", ["2023-09-16/2023-09-17 days"]),
        ("Sept. 16–24, 2023", ["2023-09-16/2023-09-25 days"]),
        ("16 and 17 September 2023", ["2023-09-16/2023-09-17 days", "2023-09-17/2023-09-18 days"]),
        ("16th September 2023 from 9 a.m. to 5 p.m.", ["2023-09-16T09:00/2023-09-16T17:00"]),
        ("16 Sep 2023 2-4pm", ["2023-09-16T14:00/2023-09-16T16:00"]),
        ("10:00-12:00, 16 September 2023", ["2023-09-16T10:00/2023-09-16T12:00"]), ("2023-09-16 10:00-12:00", ["2023-09-16T10:00/2023-09-16T12:00"]),
        ("2023-09-16 to 2023-09-24", ["2023-09-16/2023-09-25 days"]),
        ("Sat 16 Sep 2023, Sun 17 Sep 2023", ["2023-09-16/2023-09-17 days", "2023-09-17/2023-09-18 days"]),
        ("16 Sep 2023 12am-12pm", ["2023-09-16T00:00/2023-09-16T12:00"]),
    ])
    func readsEnglish(_ text: String, _ spans: [String]) { #expect(told(text) == spans) }

    @Test(arguments: [
        ("2017-10-14T10:00:00+02:00-2017-10-14T18:00:00+02:00", ["2017-10-14T10:00+7200/2017-10-14T18:00+7200"]),
        ("2017-10-14T10:00-2017-10-14T18:00", ["2017-10-14T10:00/2017-10-14T18:00"]), ("2017-10-14T10:00:00.5Z", ["2017-10-14T10:00+0"]),
        ("2017-10-14T10:00:00-05:00/2017-10-14T18:00:00-0500", ["2017-10-14T10:00+-18000/2017-10-14T18:00+-18000"]),
        (
            "2017-10-13T10:00:00+02:00-2017-10-13T18:00:00+02:00;2017-10-14T10:00:00+02:00-2017-10-14T18:00:00+02:00\n",
            ["2017-10-13T10:00+7200/2017-10-13T18:00+7200", "2017-10-14T10:00+7200/2017-10-14T18:00+7200"]
        ),
        ("2017-10-12;2017-10-13", ["2017-10-12/2017-10-13 days", "2017-10-13/2017-10-14 days"]),
    ])
    func readsWhatProgramsWrite(_ text: String, _ spans: [String]) { #expect(told(text) == spans) }

    @Test(arguments: [
        "", " ; ", "demain", "16 septembre", "14", "2017", "octobre 2017", "03/04/2023", "30 février 2017", "2023年2月29日", "13月1日",
        "dimanche 14 octobre 2017",
        "2017-10-14T18:00-2017-10-14T10:00", "14 octobre 2017 - 18h00 à 10h00", "12 - 14 octobre 2017, 10h - 18h", "14 - 12 octobre 2017",
        "16 Sep 2023 9-5pm", "16 Sep 23", "September 16, 23", "30 septembre - 15 octobre 2017, les samedis", "2017-10-14T10:00 maybe",
        "2017-10-14T10:00-",
        "2017-10-14T25:00", "14 octobre 2017 - 25h00", "14 octobre 2017 - 10h75", "9月16日 晚上12点", "16 Sep 2023 14pm", "10h00", "1-2-3 octobre 2017",
        "14 octobre 2017 14 octobre 2017", "9月16日起", "20230916", "12月30日至1月2日", "à 10h", "- - -", "14 octobre 2017 à", "2017-10-14 10:00:", "et et",
    ])
    func neverGuesses(_ text: String) { #expect(told(text, year: text.contains("月") ? 2023 : nil) == ["date-unclear"]) }

    /// Said or not, the end lies on the next day; only what was not said is an assumption.
    @Test(arguments: [
        ("2023-09-16 22:00–02:00", ["2023-09-16T22:00/2023-09-17T02:00 assumed"]), ("9月16日晚10点到凌晨2点", ["2023-09-16T22:00/2023-09-17T02:00 assumed"]),
        ("16 Sep 2023 10pm-2am", ["2023-09-16T22:00/2023-09-17T02:00 assumed"]), ("31/12/2023 18h00 à 6h00", ["2023-12-31T18:00/2024-01-01T06:00 assumed"]),
        ("9月16日至17日 每天23:30-0:30", ["2023-09-16T23:30/2023-09-17T00:30 assumed", "2023-09-17T23:30/2023-09-18T00:30 assumed"]),
        ("9月16日22:00至次日2:00", ["2023-09-16T22:00/2023-09-17T02:00"]), ("9月16日 9:00-8:30（翌日）", ["2023-09-16T09:00/2023-09-17T08:30"]),
        ("16 Sep 2023, 22:00-02:00 next day", ["2023-09-16T22:00/2023-09-17T02:00"]),
        ("14 octobre 2017 - 22h à 2h le lendemain", ["2017-10-14T22:00/2017-10-15T02:00"]),
        ("9月16日22:00-24:00", ["2023-09-16T22:00/2023-09-17T00:00"]),
    ])
    func nightsEndOnTheNextDay(_ text: String, _ spans: [String]) { #expect(told(text, year: 2023) == spans) }

    @Test(arguments: ["9月16日17:59-2:00", "9月16日22:00-6:01", "9月16日22:00-22:00", "9月16日次日2:00", "9月16日22:00次日", "16 Sep 2023 10-2am", "2023-09-16 22:00-next 02:00"])
    func otherTimesThatRunBackwardsAreSlips(_ text: String) { #expect(told(text, year: 2023) == ["date-unclear"]) }

    @Test func takesTheDayFirstWhenTold() {
        #expect(told("03/04/2023", dayFirst: true) == ["2023-04-03/2023-04-04 days"])
        #expect(told("14 octobre", year: 2017) == ["2017-10-14/2017-10-15 days"])
    }

    @Test(arguments: ["0001-01-01T10:53:28+00:53", "1er janvier 0001", "0000-00-00T00:00", "1899-12-31", "1066年10月14日"])
    func marksImpossibleYears(_ text: String) { #expect(told(text) == ["date-impossible"]) }

    @Test func survivesAnyTextInLittleTime() {
        var random = Seeded(7)
        let words = [
            "14", "2017", "octobre", "à", "-", "et", ",", "10h00", "月", "9", "日", "至", "下午", "T", ":", "00", "pm", "sat", "(", "/", ".", "年", "每天",
            "é", "\u{0}", "🎈", " ",
        ]
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined(
                separator: Bool.random(using: &random) ? " " : "")
            _ = told(text, year: 2020)
        }
        #expect(told(String(repeating: "14 et ", count: 10_000) + "14 octobre 2017").count >= 1)
        #expect(told(String(repeating: "x", count: 200_000)) == ["date-unclear"])
    }
}
