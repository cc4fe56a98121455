/** Para moverse entre las partes de la aplicación. */
export const areas = {
  name: {
    inbox: 'Bandeja de entrada',
    reports: 'Informes',
    studio: 'Studio',
    administration: 'Administración',
  },
  /** Donde hay poco sitio. */
  shortAdministration: 'Admin',
  nav: 'Áreas',
  skip: 'Ir al contenido',
  pageTitle: '{{area}} · {{product}}',
  loading: 'Cargando',
  environments: {
    label: 'Entornos',
    agency: 'Agencia',
    switch: 'Entorno: {{name}}. Cambiar',
    search: 'Buscar un entorno o un cliente',
    none: 'Nada coincide con lo que ha escrito.',
    found_one: '{{count}} entorno',
    found_many: '{{count}} entornos',
    found_other: '{{count}} entornos',
    more_one: 'y {{count}} más: escriba para encontrarlo',
    more_many: 'y {{count}} más: escriba para encontrarlos',
    more_other: 'y {{count}} más: escriba para encontrarlos',
    manyMore: 'y muchos más: escriba para encontrarlos',
    narrow: 'y más: escriba otra palabra',
    searching: 'Buscando…',
    failed: 'No se han podido buscar los demás. Escríbalo otra vez.',
  },
  none: {
    title: 'Aquí todavía no hay nada para usted',
    hint: 'Su función en {{environment}} no incluye ninguna de las áreas de Callover. Un gestor del entorno puede cambiarlo.',
    hintOther:
      'Su función en {{environment}} no incluye ninguna de las áreas de Callover. Un gestor del entorno puede cambiarlo; también puede elegir otro entorno.',
  },
} as const
