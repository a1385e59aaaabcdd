// Cairo's own headers, and of pango only what is used, declared here as its documentation has it: pango's headers ask the
// compiler for a flag (-pthread, from glib) that the package manager warns about at every build.
#include <cairo-pdf.h>

typedef struct _PangoFontMap PangoFontMap;
typedef struct _PangoContext PangoContext;
typedef struct _PangoLayout PangoLayout;
typedef struct _PangoLayoutLine PangoLayoutLine;
typedef struct _PangoFontDescription PangoFontDescription;
typedef struct _PangoLanguage PangoLanguage;
typedef struct { int x, y, width, height; } PangoRectangle;

extern PangoFontMap *pango_cairo_font_map_new(void);
extern PangoContext *pango_font_map_create_context(PangoFontMap *map);
extern void pango_context_set_language(PangoContext *context, PangoLanguage *language);
extern PangoLanguage *pango_language_from_string(const char *language);

extern PangoFontDescription *pango_font_description_from_string(const char *text);
extern void pango_font_description_free(PangoFontDescription *description);

extern PangoLayout *pango_layout_new(PangoContext *context);
extern void pango_layout_set_text(PangoLayout *layout, const char *text, int length);
extern void pango_layout_set_font_description(PangoLayout *layout, const PangoFontDescription *description);
extern void pango_layout_set_width(PangoLayout *layout, int width);
extern void pango_layout_set_height(PangoLayout *layout, int height);
extern void pango_layout_set_wrap(PangoLayout *layout, int wrap);
extern void pango_layout_set_ellipsize(PangoLayout *layout, int mode);
extern void pango_layout_set_alignment(PangoLayout *layout, int alignment);
extern int pango_layout_get_line_count(PangoLayout *layout);
extern PangoLayoutLine *pango_layout_get_line_readonly(PangoLayout *layout, int line);
extern int pango_layout_get_unknown_glyphs_count(PangoLayout *layout);
extern void pango_layout_get_extents(PangoLayout *layout, PangoRectangle *ink, PangoRectangle *logical);
extern void pango_cairo_show_layout(cairo_t *cairo, PangoLayout *layout);
extern void pango_layout_line_get_extents(PangoLayoutLine *line, PangoRectangle *ink, PangoRectangle *logical);
extern void pango_cairo_show_layout_line(cairo_t *cairo, PangoLayoutLine *line);

extern void g_object_unref(void *object);
